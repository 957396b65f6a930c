import Diagnostics

extension RuleCatalogue {
  /// `grammar/diagnostics.md`.
  package var markdown: String {
    var text = """
      # Diagnostics

      Every rule that Mailplan reports, by the stage that finds it; `mailplan explain <rule>` \
      prints the same. This file
      is written from the catalogue in `Sources/CampaignCompiler/Catalogue`; a test compares \
      them, and runs the examples.

      Errors of the language cannot be lowered or turned off: with such an error there is no \
      campaign that could be run.
      The level of every other rule is set under `lint: { rules: { … } }` of `mailplan.yaml`. Of \
      a campaign, an example
      shows the part that matters; a line such as `# mailplan.yaml` begins another file.

      """
    for stage in RuleDescription.Stage.allCases {
      let rules = rules.filter { $0.stage == stage }
      guard !rules.isEmpty else { continue }
      text += "\n## \(stage.rawValue)\n"
      for rule in rules { text += rule.markdown }
    }
    return text
  }
}

extension RuleDescription {
  /// The entry of the rule, from its heading on.
  package var markdown: String {
    var text = "\n### \(id.name)\n\n"
    text += "*\(severity.rawValue)\(isAdjustable ? "" : ", fixed")* · \(summary)\n\n\(why)\n"
    let language = stage == .rows ? "csv" : "yaml"
    func fence(_ title: String, _ code: String) {
      guard !code.isEmpty else { return }
      let body = code.utf8.last == UInt8(ascii: "\n") ? code : code + "\n"
      text += "\n\(title)\n\n```\(language)\n\(body)```\n"
    }
    fence("Bad:", bad)
    fence("Good:", good)
    switch configuration {
    case .fixed(let words): text += "\n\(words).\n"
    case .adjustable(let project, let comment):
      text += "\nConfigure in `mailplan.yaml` (off, info, warning or error):\n\n```yaml\n"
      text += project + "\n```\n"
      if let comment {
        text += "\nSuppress on its line, or the line above it:\n\n```yaml\n\(comment)\n```\n"
      }
    }
    return text
  }
}
