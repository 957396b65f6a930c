import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

/// How a conformance template ended.
enum ConformanceResult: Equatable {
  case text(String)
  case refused(String)
  case failed(RenderFailure)
  case other
}

/// Compiles and renders as the suites do.
func conformance(
  _ template: String, data: DataValue = .object([]),
  partials: [(name: String, text: String)] = [], syntax: LiquidSyntax = .strict,
  clock: Instant = Instant(seconds: 1_704_067_318), zone: ZoneRules = .utc
) -> ConformanceResult {
  var findings = Findings()
  let source = TemplateSource(
    main: templateText(template),
    partials: partials.map { ($0.name, templateText($0.text, path: $0.name)) })
  guard let compiled = compileConformanceTemplate(source, syntax: syntax, into: &findings) else {
    return .refused(findings.sorted().first?.message ?? "")
  }
  var renderer = TemplateRenderer()
  var output = ByteBuffer()
  let outcome = renderer.render(
    compiled, data: DataTree(data), clock: clock, zone: zone, appendingTo: &output)
  switch outcome {
  case .complete: return .text(String(decoding: output.bytes, as: UTF8.self))
  case .failed(let failure): return .failed(failure)
  case .missing, .aborted: return .other
  }
}

/// Expects a conformance template to print this.
func expectConformance(
  _ template: String, _ data: DataValue = .object([]),
  partials: [(name: String, text: String)] = [], syntax: LiquidSyntax = .strict,
  prints expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = conformance(template, data: data, partials: partials, syntax: syntax)
  #expect(found == .text(expected), "\(template)", sourceLocation: sourceLocation)
}
