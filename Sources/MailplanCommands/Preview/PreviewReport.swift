import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import JSONText

/// A dry run as people read it: totals, calendar, what needs attention, timelines, one mail.
struct PreviewReport {
  let segment: String
  let result: RunResult
  let mail: JSONValue?
  let notes: [Diagnostic]

  private var summary: RunSummary { result.summary }
  private var counts: RunCounts { result.summary.counts }

  func text() -> String {
    let sections = [
      heading, totals, steps, winners, reasons, calendar, hours, waiting(summary),
      clockChanges(summary),
      attention, timelines, mailText,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: [String] {
    let graph = summary.graph
    var lines = ["\(graph.campaign) (\(graph.type.rawValue)) over \(terminalSafe(segment))"]
    if let description = graph.description { lines.append(terminalSafe(description)) }
    let end = summary.asOf.map { "looked at up to \(words(for: $0))" } ?? "looked at to its end"
    lines.append("launched \(words(for: summary.launch)), \(end); nothing has been sent")
    return lines
  }

  private var totals: [String] {
    var rows = [
      ("contacts", counts.records, ""),
      ("enrolled", counts.enrolled, states),
    ]
    if let rejected = summary.rejected, !rejected.isEmpty {
      let rules = rejected.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      rows.append(
        ("left out", rejected.values.reduce(0, +), "bad rows: \(rules.joined(separator: ", "))"))
    }
    if counts.unwanted > 0 {
      let rule = summary.graph.enrollment.condition?.text ?? ""
      rows.append(("not enrolled", counts.unwanted, "where: \(rule)"))
    }
    let refused = SkipReason.allCases.compactMap { reason in
      counts.refusals(for: reason) == 0 ? nil : (reason, counts.refusals(for: reason))
    }
    if counts.reentries > 0 {
      rows.append(("entered again", counts.reentries, "after a later trigger"))
    }
    for (reason, count) in refused { rows.append(("not enrolled", count, reason.words)) }
    if counts.awaitingEntry > 0 {
      rows.append(("not enrolled", counts.awaitingEntry, "the trigger has not happened yet"))
    }
    rows.append(("to send", counts.sends, "to \(counts.recipients) contacts"))
    rows.append(("skipped", counts.skips - counts.refused.reduce(0, +), ""))
    if counts.scheduled > 0 { rows.append(("later", counts.scheduled, laterDays)) }
    return rows.map { name, count, words in
      "  " + pad(name, 14) + pad(number: count, 8)
        + (words.isEmpty ? "" : "  " + terminalSafe(words))
    }
  }

  private var laterDays: String {
    let days = counts.scheduledDays.filter { $0.value.sends > 0 }.keys.sorted()
    guard let first = days.first, let last = days.last else { return "after the as-of instant" }
    return "after the as-of instant, "
      + (first == last
        ? "\(weekday(first)) \(first.description)"
        : "\(weekday(first)) \(first.description) to \(weekday(last)) \(last.description)")
  }

  private var states: String {
    [
      (counts.completed, "completed"), (counts.exited, "exited"), (counts.waiting, "under way"),
      (counts.failed, "failed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private var steps: [String] {
    let emails = summary.graph.nodes.enumerated().compactMap { index, node in
      if case .email = node.kind { (node.id, counts.steps[index]) } else { nil }
    }
    let width = max(14, (emails.map { $0.0.unicodeScalars.count }.max() ?? 0) + 2)
    let later = counts.scheduled > 0
    var lines = ["  " + pad("email", width) + "    send    skip" + (later ? "   later" : "")]
    for (id, count) in emails {
      lines.append(
        "  " + pad(id, width) + pad(number: count.sends, 8) + pad(number: count.skipTotal, 8)
          + (later ? pad(number: count.scheduled, 8) : ""))
    }
    return ["By step"] + lines
  }

  /// What the variants have brought, and which one won.
  private var winners: [String] {
    var lines: [String] = []
    for node in summary.graph.winnerSplits {
      guard case .split(let split) = summary.graph[node].kind, let rule = split.winner else {
        continue
      }
      let decision = summary.decision(of: node)
      let metric = rule.metric == .openRate ? "open rate" : "click rate"
      let when =
        decision?.at.map { "decided \(words(for: $0)), " } ?? ""
      lines.append(
        "  \(summary.graph[node].id): by \(metric), \(when)\(rule.after.words) after the first send"
      )
      let engaged = rule.metric == .openRate ? "opened" : "clicked"
      let width = max(14, (split.variants.map { $0.name.utf8.count }.max() ?? 0) + 2)
      for (index, variant) in split.variants.enumerated() where !variant.isHoldout {
        guard let tallies = decision?.tallies, tallies.indices.contains(index) else { continue }
        let tally = tallies[index]
        lines.append(
          "    " + pad(variant.name, width) + pad(number: tally.sent, 8) + " sent"
            + pad(number: tally.engaged, 8) + " \(engaged)  \(tally.percent)"
            + (decision?.winner == index ? "  wins" : ""))
      }
      if let note = decision?.note(for: rule.metric) { lines.append("    \(note)") }
      let waiting = counts.steps[Int(node.value)].awaiting
      if waiting > 0 {
        lines.append("    \(waiting) contact\(waiting == 1 ? "" : "s") wait for the winner")
      }
    }
    return lines.isEmpty ? [] : ["Winners"] + lines
  }

  /// Of messages; contacts that are not enrolled stand among the totals.
  private var reasons: [String] {
    func skips(_ reason: SkipReason) -> Int {
      counts.skips(for: reason) - counts.refusals(for: reason)
    }
    let rows = SkipReason.allCases.filter { skips($0) > 0 }
    guard !rows.isEmpty else { return [] }
    return ["Skipped, and why"]
      + rows.map { reason in
        "  " + pad(reason.rawValue, 20) + pad(number: skips(reason), 6) + "  "
          + reason.words
      }
  }

  private var calendar: [String] {
    let days = counts.days.sorted { $0.key < $1.key }.filter { $0.value.sends > 0 }
    guard let most = days.map(\.value.sends).max() else { return [] }
    let shown = days.prefix(40)
    var lines = shown.map { date, day in
      "  \(weekday(date)) \(date.description)" + pad(number: day.sends, 7) + "  "
        + String(repeating: "█", count: max(1, day.sends * 40 / most))
    }
    if days.count > shown.count { lines.append("  and \(days.count - shown.count) more days") }
    return ["Calendar, by the contacts' own days"] + lines
  }

  /// By the hour, if messages go out at more than one.
  private var hours: [String] {
    let hours = counts.hours.enumerated().filter { $0.element.sends > 0 }
    guard hours.count > 1, let most = hours.map(\.element.sends).max() else { return [] }
    return ["Hours, by the contacts' own clocks"]
      + hours.map { hour, count in
        "  \(hour < 10 ? "0" : "")\(hour):00         " + pad(number: count.sends, 7) + "  "
          + String(repeating: "█", count: max(1, count.sends * 40 / most))
      }
  }

  private var attention: [String] {
    let blast = summary.blast.flatMap { $0.isExceeded ? $0.words : nil }
    let lines =
      [blast].compactMap { $0 } + attentionLines(summary) + notes.map { terminalSafe($0.message) }
    return lines.isEmpty ? [] : ["Needs attention"] + lines.flatMap { wrapped($0, indent: 2) }
  }

  private var timelines: [String] {
    guard !result.timelines.isEmpty else { return [] }
    var lines = ["Timelines"]
    for timeline in result.timelines {
      let contact = terminalSafe(String(decoding: timeline.contact, as: UTF8.self))
      lines.append("  \(contact), row \(timeline.number), \(timeline.zone)")
      let times = timeline.entries.map { shortLocal($0.local) }
      let time = times.map(\.utf8.count).max() ?? 0
      let step = max(16, timeline.entries.compactMap { $0.step?.utf8.count }.max() ?? 0)
      lines += zip(times, timeline.entries).map { local, entry in
        "    " + pad(local, time + 2) + pad(entry.step ?? "", step + 2)
          + terminalSafe(withShortTimes(entry.words))
      }
    }
    return lines
  }

  private var mailText: [String] {
    guard let mail else { return [] }
    func field(_ name: String) -> String { terminalSafe(mail[name]?.stringValue ?? "") }
    let body = mail["text"]?.stringValue ?? mail["html"]?.stringValue ?? ""
    let kind = mail["text"]?.stringValue == nil ? "html" : "text"
    return [
      "One mail: '\(field("step"))' to \(field("contact")), \(kind) body",
      "  From:    \(field("from"))", "  To:      \(field("to"))",
      "  Subject: \(field("subject"))", "  Date:    \(shortLocal(field("sendAtLocal")))", "",
    ]
      + body.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "  │" : "  │ " + terminalSafe(String($0)) }
  }
}
