import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics

/// One contact's story as people read it: what happened, and under it why, in lines of at most 80 columns where
/// words allow.
struct WhyReport {
  let segment: String
  let result: RunResult

  private var summary: RunSummary { result.summary }

  func text() -> String {
    let stories = result.timelines.map { story($0) }
    return stories.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func story(_ timeline: Timeline) -> [String] {
    let graph = summary.graph
    let contact = terminalSafe(String(decoding: timeline.contact, as: UTF8.self))
    let end = summary.asOf.map { "looked at up to \(words(for: $0))" } ?? "looked at to its end"
    var lines = [
      "\(contact) in \(graph.campaign), row \(timeline.number) of \(terminalSafe(segment))",
      "lives in \(timeline.zone)",
      "launched \(words(for: summary.launch)), \(end)", "",
    ]
    for entry in timeline.entries { lines += told(entry) }
    lines += standing(timeline)
    return lines
  }

  private func told(_ entry: Timeline.Entry) -> [String] {
    let head = [shortLocal(entry.local), entry.step ?? ""].filter { !$0.isEmpty }
    var lines = [head.joined(separator: "  ")]
    lines += wrapped(terminalSafe(withShortTimes(entry.words)), indent: 4)
    for rule in entry.rules { lines += told(rule) }
    for reason in entry.reasons { lines += wrapped(terminalSafe(reason), indent: 6) }
    return lines
  }

  private func told(_ rule: RuleTold) -> [String] {
    let story = rule.story
    if story.parts.isEmpty {
      return wrapped(terminalSafe("\(rule.place): \(sentence(story))"), indent: 6)
    }
    let whole = "\(rule.place): \(story.rule): \(story.answer.rawValue)"
    var lines = wrapped(terminalSafe(whole), indent: 6)
    for leaf in story.leaves {
      let mark = leaf.decides ? "→ " : "  "
      lines += wrapped(terminalSafe(mark + sentence(leaf)), indent: 8)
    }
    return lines
  }

  /// `lead_score >= 50: 72 >= 50, true`
  private func sentence(_ story: RuleStory) -> String {
    let values = story.values.map { "\($0), " } ?? ""
    return "\(story.rule): \(values)\(story.answer.rawValue)"
  }

  private func standing(_ timeline: Timeline) -> [String] {
    guard !timeline.standings.isEmpty else { return [] }
    var lines = ["", summary.asOf.map { "At \(words(for: $0))" } ?? "In the end"]
    for standing in timeline.standings { lines += told(standing) }
    return lines
  }

  private func told(_ standing: Standing) -> [String] {
    var words = standing.state
    if let step = standing.step {
      words = "waits at \(step)"
      words += standing.until.map { " until \(MailplanCommands.words(for: $0))" } ?? ", without end"
    }
    let sends = standing.sends == 1 ? "1 message sent" : "\(standing.sends) messages sent"
    return wrapped("\(words); \(sends)", indent: 4)
      + standing.held.flatMap { held in
        wrapped(
          "'\(held.step)' is held until \(MailplanCommands.words(for: held.sendAt))", indent: 4)
      }
  }
}

/// Breaks a line at spaces so that none is wider than 80 columns, if its words allow that.
func wrapped(_ text: String, indent: Int) -> [String] {
  let space = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let width = indent + line.unicodeScalars.count + 1 + word.unicodeScalars.count
    if !line.isEmpty, width > 80, !line.allSatisfy({ $0 == " " }) {
      lines.append(space + line)
      line = "  " + word
    } else {
      line += line.isEmpty ? String(word) : " " + word
    }
  }
  return lines + [space + line]
}
