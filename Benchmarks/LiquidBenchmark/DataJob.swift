import CivilTime
import Diagnostics
import JSONText
import LiquidTemplates

/// A template of the conformance suites over its own untyped data.
struct DataJob {
  let template: Template
  let data: DataTree

  /// `path`: a JSON file with `template` and `data`.
  init(_ path: String) throws {
    let file = try parseJSON(try readFile(path))
    guard let text = file["template"]?.stringValue, let data = file["data"] else {
      throw Misuse.unreadable(path)
    }
    var findings = Findings()
    let source = TemplateSource(main: MappedText(SourceFile(path: path, text: text)))
    guard let template = compileConformanceTemplate(source, into: &findings) else {
      throw Misuse.doesNotCompile(findings.all.map(\.message))
    }
    self.template = template
    self.data = DataTree(value(of: data))
  }

  /// Prints `{"rendersPerSecond":…,"allocations":…,"text":…}`; allocations are null without a counter.
  func measure(seconds: Double) throws {
    var renderer = TemplateRenderer()
    var output = ByteBuffer(capacity: 1 << 16)
    try render(count: 1000, &renderer, &output)
    var allocations: JSONValue = .null
    if let count = allocationCounter() {
      let before = count()
      try render(count: 10_000, &renderer, &output)
      allocations = .integer(count() &- before)
    }
    var best = 0.0
    let start = processorSeconds()
    repeat {
      let from = processorSeconds()
      try render(count: 5000, &renderer, &output)
      best = max(best, 5000 / (processorSeconds() - from))
    } while processorSeconds() - start < seconds
    writeLine([
      "rendersPerSecond": .integer(Int64(best)), "allocations": allocations,
      "text": .string(String(decoding: output.bytes, as: UTF8.self)),
    ])
  }

  private func render(
    count: Int, _ renderer: inout TemplateRenderer, _ output: inout ByteBuffer
  ) throws {
    for _ in 0..<count {
      output.removeAll()
      let outcome = renderer.render(
        template, data: data, clock: Instant(seconds: 1_704_067_318), zone: .utc,
        appendingTo: &output)
      guard case .complete = outcome else { throw Misuse.doesNotRender("\(outcome)") }
    }
  }
}

private func value(of json: JSONValue) -> DataValue {
  switch json {
  case .null: .null
  case .boolean(let flag): .boolean(flag)
  case .integer(let number): .integer(number)
  case .number(let text): DataValue(number: text)
  case .string(let text): .text(Array(text.utf8))
  case .array(let items): .array(items.map(value))
  case .object(let members): .object(members.map { (Array($0.name.utf8), value(of: $0.value)) })
  }
}
