import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Compiles the rules and templates of one campaign against its columns and steps.
final class StepCompiler {
  let campaign: AnalyzedCampaign
  let segment: ResolvedSegment
  let templateScope: TemplateScope
  let ruleScope: RuleScope
  private let zones: KnownZones
  private let unreadable: [[UInt8]]

  init(
    _ campaign: AnalyzedCampaign, segment: ResolvedSegment, zones: KnownZones,
    rows: MissingValues.Rows?
  ) {
    self.campaign = campaign
    self.segment = segment
    self.zones = zones
    var scope = segment.schema.templateScope
    scope.missing = MissingValues(
      policy: campaign.settings.onMissing?.value ?? .fail, rows: rows)
    self.templateScope = scope
    self.ruleScope = campaign.ruleScope(segment.schema)
    self.unreadable = segment.unreadableColumns.map { Array($0.utf8) }
  }

  /// nil with a report if the text is no rule of that type; quietly if it uses a column whose
  /// declaration is broken.
  func rule(
    _ text: MappedText, expecting type: RuleExpectation, into findings: inout Findings
  ) -> RuleExpression? {
    guard !usesUnreadableColumn(text) else { return nil }
    return compileRule(text, expecting: type, scope: ruleScope, into: &findings)
  }

  func fact(_ text: MappedText, into findings: inout Findings) -> EngagementFact? {
    guard !usesUnreadableColumn(text) else { return nil }
    return compileEngagementFact(text, scope: ruleScope, into: &findings)
  }

  func template(
    _ text: MappedText, _ context: TemplateContext, into findings: inout Findings
  ) -> Template? {
    template(TemplateSource(main: text), context, into: &findings)
  }

  func template(
    _ source: TemplateSource, _ context: TemplateContext, into findings: inout Findings
  ) -> Template? {
    let texts = [source.main] + [source.layout].compactMap { $0 } + source.partials.map(\.text)
    guard !texts.contains(where: usesUnreadableColumn) else { return nil }
    return compileTemplate(
      source, context: context, scope: templateScope, zones: zones, into: &findings)
  }

  private func usesUnreadableColumn(_ text: MappedText) -> Bool {
    unreadable.contains { TemplateMarkup.containsWord($0, in: text.utf8[...]) }
  }
}

extension AnalyzedCampaign {
  /// What a rule of this campaign may name.
  func ruleScope(_ schema: SegmentSchema) -> RuleScope {
    RuleScope(
      segment: schema,
      emails: outline.emails.compactMap { index in
        let step = outline.steps[index]
        guard outline.index(ofStep: step.id) == index else { return nil }
        return step.node.map { (step.id, $0) }
      },
      otherSteps: outline.steps.indices.compactMap { index in
        if case .email = outline.steps[index].definition.kind { return nil }
        return outline.steps[index].id
      })
  }
}
