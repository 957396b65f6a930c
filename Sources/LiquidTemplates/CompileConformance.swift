import CivilTime
import Diagnostics

/// Compiles a template as the standard has it: names may be unknown, data has no types, nothing is escaped.
///
/// For conformance suites and benchmarks; campaigns are compiled by `compileTemplate`. Partials that
/// cannot be read fail when they are rendered.
package func compileConformanceTemplate(
  _ source: TemplateSource, syntax: LiquidSyntax = .strict, into findings: inout Findings
) -> Template? {
  var own = Findings()
  let main = TemplateParser.parse(source.main, syntax: syntax, into: &own)
  var builder = ProgramBuilder(
    source: source, scope: TemplateScope(columns: [], segment: ""), context: .text,
    syntax: syntax, findings: own)
  builder.emitPartials(main)
  let program = builder.finish()
  findings.append(contentsOf: builder.findings)
  guard !builder.findings.hasErrors else { return nil }
  return Template(
    text: source.main.string, layout: nil,
    partials: source.partials.map { ($0.name, $0.text.string) }, program: program)
}

extension TemplateRenderer {
  /// Appends what a template of `compileConformanceTemplate` gives for `data`.
  package mutating func render(
    _ template: Template, data: DataTree, clock: Instant, zone: ZoneRules,
    appendingTo output: inout ByteBuffer
  ) -> RenderOutcome {
    let program = template.program
    guard let dynamic = program.dynamic else { return .failed(.partialSyntax) }
    evaluation.data = data
    evaluation.isConformance = true
    names.begin(dynamic, data)
    calls.removeAll(keepingCapacity: true)
    callArguments.removeAll(keepingCapacity: true)
    savedNames.removeAll(keepingCapacity: true)
    isolation = 0
    defer {
      evaluation.data = .empty
      evaluation.isConformance = false
      variableBase = 0
      registerBase = 0
    }
    return renderWhole(
      program, row: ContactRow(), clock: clock, zone: zone, reserved: ReservedTexts(),
      allowsMissing: true, encoding: .plain, appendingTo: &output)
  }
}
