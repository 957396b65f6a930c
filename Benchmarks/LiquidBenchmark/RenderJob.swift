import CivilTime
import Diagnostics
import JSONText
import LiquidTemplates

/// One template and the contacts that it is rendered for in turn.
struct RenderJob {
  let template: Template
  let rows: [ContactRow]

  init(template path: String, contacts: String) throws {
    template = try compile(try readFile(path), path: path)
    rows = try readContacts(try readFile(contacts))
  }

  /// Prints `{"rendersPerSecond":…,"bytes":…}`, then each contact's rendering as a line of JSON.
  func measure(seconds: Double) throws {
    var renderer = TemplateRenderer()
    var output = ByteBuffer(capacity: 1 << 16)
    try render(count: 20_000, &renderer, &output)
    var best = 0.0
    let start = processorSeconds()
    repeat {
      let from = processorSeconds()
      try render(count: 20_000, &renderer, &output)
      best = max(best, 20_000 / (processorSeconds() - from))
    } while processorSeconds() - start < seconds
    var bytes = 0
    var lines: [JSONValue] = []
    for row in rows {
      output.removeAll()
      try render(row, &renderer, &output)
      bytes += output.count
      lines.append(.string(String(decoding: output.bytes, as: UTF8.self)))
    }
    writeLine([
      "rendersPerSecond": .integer(Int64(best)), "bytes": .integer(Int64(bytes / rows.count)),
    ])
    for line in lines { writeLine(line) }
  }

  /// Prints how many allocations so many renderings make, once the memory is warm.
  func countAllocations(renderings: Int) throws {
    guard let count = allocationCounter() else { throw Misuse.noAllocationCounter }
    var renderer = TemplateRenderer()
    var output = ByteBuffer(capacity: 1 << 16)
    try render(count: rows.count * 4, &renderer, &output)
    let before = count()
    try render(count: renderings, &renderer, &output)
    let after = count()
    writeLine([
      "renderings": .integer(Int64(renderings)), "allocations": .integer(after &- before),
    ])
  }

  private func render(
    count: Int, _ renderer: inout TemplateRenderer, _ output: inout ByteBuffer
  ) throws {
    var index = 0
    for _ in 0..<count {
      output.removeAll()
      try render(rows[index], &renderer, &output)
      index += 1
      if index == rows.count { index = 0 }
    }
  }

  private func render(
    _ row: borrowing ContactRow, _ renderer: inout TemplateRenderer, _ output: inout ByteBuffer
  ) throws {
    let outcome = renderer.render(
      template, row: row, clock: Instant(seconds: 1_790_000_000), zone: .utc,
      reserved: ReservedTexts(), missing: .blank, appendingTo: &output)
    guard case .complete = outcome else { throw Misuse.doesNotRender("\(outcome)") }
  }
}
