import CampaignGraph
import Diagnostics
import LiquidTemplates

extension LintSubject {
  /// The level of what the compliance group warns of: an error in the strict profile.
  var complianceLevel: Severity { campaign.project?.profile?.value == .strict ? .error : .warning }

}

/// What is asked of each body of an email, on every way through it.
struct BodyWays {
  /// Bodies of which nothing can be said before the work budget runs out.
  private(set) var undecided: [String] = []
  private(set) var missing: [(name: String, answers: [String])] = []

  init(_ email: EmailStep, _ ask: (Template) -> WayAnswer) {
    for (name, template) in [("html", email.html), ("text", email.text)] {
      if let template { take(name, ask(template)) }
    }
    guard let markdown = email.markdown else { return }
    // Either of the two will do: they become one html.
    let own = ask(markdown.source)
    let around = markdown.layout.map(ask)
    if own != .none, around != .some(.none) { take("markdown", own) }
  }

  private mutating func take(_ name: String, _ answer: WayAnswer) {
    switch answer {
    case .none: break
    case .found(let answers): missing.append((name, answers))
    case .notDecided: undecided.append(name)
    }
  }

  /// For whom it is missing: "for a contact with plan == 'pro'"; nil if for everybody, or if a way has no
  /// words.
  func notes() -> [String] {
    missing.compactMap { name, answers in
      guard !answers.isEmpty else { return nil }
      let shown = answers.prefix(4).joined(separator: ", ") + (answers.count > 4 ? ", …" : "")
      return "the \(name) lacks it for a contact with: \(shown)"
    }
  }
}
