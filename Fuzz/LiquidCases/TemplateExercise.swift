import CivilTime
import Diagnostics
import LiquidTemplates

/// Compiles and renders any bytes as a template, and says what must not have happened.
package struct TemplateExercise {
  /// What a template did that none may do; a trap cannot be told, it ends the program.
  package enum Fault: Equatable {
    case rangeOutsideSource(rule: String)
    case graphDespiteErrors
    case nothingWithoutErrors
    case outputTooLarge(Int)
    case outputIsNoText
    case leftBytesBehind
  }

  package private(set) var compiled = 0
  private var renderer = TemplateRenderer()
  private var output = ByteBuffer()
  private let row: ContactRow
  /// A file that is not UTF-8 is refused before it is read as a template.
  private var isText = true

  package init() { row = .exercise }

  /// Every context and policy is tried in turn; the first fault ends it.
  package mutating func run(_ bytes: [UInt8]) -> Fault? {
    isText = String(validating: bytes, as: UTF8.self) != nil
    for context in [TemplateContext.html, .text, .header, .url] {
      var findings = Findings()
      let source = TemplateSource(
        main: MappedText(SourceFile(path: "t.liquid", bytes: bytes)), partials: .exercise)
      let template = compileTemplate(source, context: context, scope: .exercise, into: &findings)
      if let fault = fault(of: findings, template) { return fault }
      guard let template else { continue }
      compiled += 1
      for policy in MissingValuePolicy.allCases {
        for encoding in [OutputEncoding.plain, .jsonText] {
          if let fault = render(template, policy, encoding) { return fault }
        }
      }
    }
    return runUntyped(bytes)
  }

  /// As a template of the suites, over untyped data.
  private mutating func runUntyped(_ bytes: [UInt8]) -> Fault? {
    for syntax in [LiquidSyntax.strict, .strict2] {
      var findings = Findings()
      let source = TemplateSource(
        main: MappedText(SourceFile(path: "t.liquid", bytes: bytes)), partials: .exercise)
      let template = compileConformanceTemplate(source, syntax: syntax, into: &findings)
      if let fault = fault(of: findings, template) { return fault }
      guard let template else { continue }
      compiled += 1
      output.removeAll()
      let outcome = renderer.render(
        template, data: .exercise, clock: Instant(seconds: 1_790_000_000), zone: .utc,
        appendingTo: &output)
      if let fault = fault(of: outcome) { return fault }
    }
    return nil
  }

  private func fault(of findings: Findings, _ template: Template?) -> Fault? {
    for finding in findings.all {
      let places = [finding.place] + finding.related.map(\.place)
      for case .range(let range) in places
      where range.bytes.lowerBound < 0 || range.bytes.upperBound > range.file.bytes.count {
        return .rangeOutsideSource(rule: finding.rule.name)
      }
    }
    if template != nil, findings.hasErrors { return .graphDespiteErrors }
    if template == nil, !findings.hasErrors { return .nothingWithoutErrors }
    return nil
  }

  private mutating func render(
    _ template: Template, _ policy: MissingValuePolicy, _ encoding: OutputEncoding
  ) -> Fault? {
    output.removeAll()
    let outcome = renderer.render(
      template, row: row, clock: Instant(seconds: 1_790_000_000), zone: .utc,
      reserved: ReservedTexts(), missing: policy, encoding: encoding, appendingTo: &output)
    return fault(of: outcome)
  }

  private func fault(of outcome: RenderOutcome) -> Fault? {
    guard case .complete = outcome else { return output.isEmpty ? nil : .leftBytesBehind }
    // An escape makes six bytes of one at most.
    if output.count > 6 << 20 { return .outputTooLarge(output.count) }
    let isBroken = isText && String(validating: output.bytes, as: UTF8.self) == nil
    return isBroken ? .outputIsNoText : nil
  }
}
