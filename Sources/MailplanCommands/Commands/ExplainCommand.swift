import ArgumentParser
import CampaignCompiler
import Diagnostics

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a rule means and why, with a bad and a good example; alone, all rules.")

  @Argument(help: "The id of a rule, such as unknown-column.")
  var rule: String?

  func run() throws {
    guard let rule else {
      try StandardStream.output.write(list())
      return
    }
    guard let description = ruleCatalogue.description(of: rule) else {
      let near = nearest(to: rule, among: ruleCatalogue.rules.map(\.id.name))
      throw Failure(
        .usage,
        "there is no rule '\(terminalSafe(rule))'"
          + (near.map { "; a rule '\($0)' exists" } ?? "; 'mailplan explain' lists all"))
    }
    try StandardStream.output.write(text(of: description))
  }

  private func list() -> String {
    var lines: [String] = []
    let width = (ruleCatalogue.rules.map { $0.id.name.utf8.count }.max() ?? 0) + 2
    for stage in RuleDescription.Stage.allCases {
      let rules = ruleCatalogue.rules.filter { $0.stage == stage }
      guard !rules.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(stage.rawValue)
      lines += rules.map { rule in
        "  " + pad(rule.id.name, width) + pad(rule.severity.rawValue, 9) + rule.summary
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(of rule: RuleDescription) -> String {
    var parts = ["\(rule.id.name) (\(rule.severity.rawValue))", rule.summary, rule.why]
    if !rule.bad.isEmpty { parts.append("Bad:\n\n" + indented(rule.bad)) }
    if !rule.good.isEmpty { parts.append("Good:\n\n" + indented(rule.good)) }
    switch rule.configuration {
    case .fixed(let words): parts.append(words + ".")
    case .adjustable(let project, let comment):
      parts.append(
        "Configure in mailplan.yaml (off, info, warning or error):\n\n" + indented(project))
      if let comment {
        parts.append("Suppress on its line, or the line above it:\n\n" + indented(comment))
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }
}
