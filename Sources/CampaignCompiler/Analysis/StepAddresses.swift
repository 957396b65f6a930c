import Diagnostics

/// Tells what a finding in the files of a campaign is about.
///
/// In the campaign's own file, the innermost step that holds the place; in a template, the first email that uses it; in
/// the segment and the project file, which are not the campaign's own, nothing.
struct StepAddresses {
  private let campaign: String
  private let file: String
  private let outline: StepOutline
  /// By the path of a file that bodies are made of.
  private let users: [String: Int]

  init(_ analyzed: AnalyzedCampaign) {
    campaign = analyzed.definition.id?.value ?? analyzed.path
    file = analyzed.definition.file.path
    outline = analyzed.outline
    var users: [String: Int] = [:]
    for (step, sources) in analyzed.emails.enumerated() {
      guard let sources, !sources.isInline(in: analyzed.definition.file) else { continue }
      for text in sources.bodies.flatMap(\.texts) where users[text.file.path] == nil {
        users[text.file.path] = step
      }
    }
    self.users = users
  }

  /// The finding with its subject; one that has it already is left as it is.
  func addressed(_ finding: Diagnostic) -> Diagnostic {
    guard finding.subject == nil else { return finding }
    let path = finding.place.path
    guard path == file else {
      guard let user = users[path] else { return finding }
      return finding.about(LogicalAddress(campaign: campaign, step: outline.steps[user].id))
    }
    guard case .range(let range) = finding.place else {
      return finding.about(LogicalAddress(campaign: campaign))
    }
    let step = innermostStep(around: range.bytes).map { outline.steps[$0].id }
    return finding.about(LogicalAddress(campaign: campaign, step: step))
  }

  /// Steps are in the order of the file, each before those inside it.
  private func innermostStep(around bytes: Range<Int>) -> Int? {
    let steps = outline.steps
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].definition.range.bytes.lowerBound <= bytes.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var step = low > 0 ? low - 1 : nil
    while let index = step {
      if steps[index].definition.range.bytes.upperBound >= bytes.upperBound { return index }
      step = steps[index].parent
    }
    return nil
  }
}
