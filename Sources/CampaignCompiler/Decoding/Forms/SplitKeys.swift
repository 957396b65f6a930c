import CampaignGraph
import CivilTime
import Diagnostics
import JSONText
import YAMLTree

/// The keys of a `split:` step.
enum SplitKeys {
  static let split = Key<Located<String>>(
    "split", .identifier(.step), .required, "The id of the step.")
  static let variants = Key<[SplitDefinition.Variant]>(
    "variants",
    .list(of: .variant, "a list of variants with 'name', 'weight' and 'then'", atLeast: 1),
    .required, elsewhere: ["cases", "branches", "arms", "groups"],
    "The variants; their weights add up to 100, or to less if the rest gets a winner.")
  static let key = Key<Located<String>>(
    "key", .column, elsewhere: ["by", "column", "hash"],
    "The column by which contacts are dealt to variants; the contact's id if not written.")
  static let winner = Key<SplitDefinition.Winner>(
    "winner", .winner, elsewhere: ["pick", "decide"],
    "`none`, or which variant is given to those whom the weights leave over and those who come later: "
      + "`{ metric: open_rate, after: 4 hours }`.")
  static let form = Form(
    "a split step", [split.row, variants.row, key.row, winner.row],
    strangers: [
      "id": "the value of 'split' is the id", "name": "the value of 'split' is the id",
    ],
    snippet: [
      "split": "${1:id}",
      "variants": [
        ["name": "a", "weight": 50, "then": []], ["name": "b", "weight": 50, "then": []],
      ],
      "winner": "none",
    ])

  static let name = Key<Located<String>>(
    "name", .identifier(.variant), .required, elsewhere: ["id", "variant"],
    "The name of the variant.")
  static let weight = Key<Located<Int>>(
    "weight", .integer(1...100), .required, elsewhere: ["percent", "percentage", "share"],
    "The share of the contacts, in percent.")
  static let then = Key<[StepDefinition]>(
    "then", .steps, elsewhere: ["steps", "do"], "The steps of the variant.")
  static let holdout = Key<Located<Bool>>(
    "holdout", .boolean, elsewhere: ["control", "hold_out", "control_group"],
    "`true`, instead of `then`: these contacts get nothing more, to be compared with.")
  static let variantForm = Form(
    "a variant", [name.row, weight.row, then.row, holdout.row],
    anyOf: [[then.name, holdout.name]])

  static let metric = Key<Located<SplitStep.Winner.Metric>>(
    "metric",
    .choice(
      "a metric",
      elsewhere: [
        "opens": "open_rate", "open": "open_rate", "clicks": "click_rate", "click": "click_rate",
      ]), .required, elsewhere: ["by"], "What the variants are measured by.")
  static let after = Key<Located<Period>>(
    "after", .period, .required, elsewhere: ["wait", "duration"],
    "How long after the first send it is decided.")
  static let winnerForm = Form("a winner rule", [metric.row, after.row])
}

extension FormReader {
  func readSplit(into findings: inout Findings) -> SplitDefinition {
    SplitDefinition(
      variants: read(SplitKeys.variants, into: &findings) ?? [],
      variantsRange: entry(SplitKeys.variants.name)?.key.range ?? heading,
      key: read(SplitKeys.key, into: &findings),
      winner: read(SplitKeys.winner, into: &findings))
  }
}

extension ValueKind where Value == SplitDefinition.Variant {
  fileprivate static var variant: Self {
    .form(SplitKeys.variantForm, "a mapping of 'name', 'weight' and 'then'") {
      reader, field, findings in
      let (steps, isHoldout) = reader.readHoldout(into: &findings)
      return SplitDefinition.Variant(
        name: reader.read(SplitKeys.name, into: &findings),
        weight: reader.read(SplitKeys.weight, into: &findings), steps: steps,
        isHoldout: isHoldout, range: field.node.range)
    }
  }
}

extension FormReader {
  /// The steps of a variant, those of a holdout being an exit.
  fileprivate func readHoldout(
    into findings: inout Findings
  ) -> (steps: [StepDefinition], isHoldout: Bool) {
    let steps = read(SplitKeys.then, into: &findings)
    let holdout = read(SplitKeys.holdout, into: &findings)
    guard let entry = entry(SplitKeys.holdout.name), let holdout, holdout.value else {
      if has(SplitKeys.holdout), !has(SplitKeys.then), holdout != nil {
        findings.report(form.missingKey([SplitKeys.then.name], at: heading))
      }
      return (steps ?? [], false)
    }
    if let then = self.entry(SplitKeys.then.name) {
      findings.report(
        conflictingKeys(entry, then, help: "the contacts of a holdout get nothing"))
      return (steps ?? [], true)
    }
    let heading = entry.key.range.file.range(
      entry.key.range.bytes.lowerBound..<holdout.range.bytes.upperBound)
    let exit = StepDefinition(
      id: nil, kind: .exit(Located("holdout", holdout.range)), heading: heading, range: heading)
    return ([exit], true)
  }
}

extension ValueKind where Value == SplitDefinition.Winner {
  fileprivate static var winner: Self {
    let takes = "none, or a mapping such as { metric: open_rate, after: 4 hours }"
    let mapping = ValueKind<SplitDefinition.Winner>.form(SplitKeys.winnerForm, takes) {
      reader, field, findings in
      .rule(
        metric: reader.read(SplitKeys.metric, into: &findings),
        after: reader.read(SplitKeys.after, into: &findings), range: field.node.range)
    }
    return ValueKind(takes, .any(of: [.choice(["none"]), mapping.schema])) { field, findings in
      guard case .scalar(let scalar) = field.node.content else {
        return mapping.read(field, &findings)
      }
      if scalar.isWritten("none") { return SplitDefinition.Winner.none(scalar.range) }
      field.reportType(takes, into: &findings)
      return nil
    }
  }
}
