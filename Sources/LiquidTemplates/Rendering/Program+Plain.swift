import CivilTime

extension Program {
  /// Renders a program of nothing but literals, columns and jumps, which needs no values; nil if this is none
  /// of them, or if the row is so large that limits must be watched.
  ///
  /// No such program has a loop: each operation is done once at most, so that the room is known beforehand.
  func renderPlainly(
    row: borrowing ContactRow, reserved: borrowing ReservedTexts, allowsMissing: Bool,
    encoding: OutputEncoding, replacedLinks: inout Int, appendingTo output: inout ByteBuffer
  ) -> RenderOutcome? {
    let value = max(row.bytes.count, reserved.count, 16)
    guard !needsEvaluation, ops.count < Evaluation.maximumOperations,
      value < TemplateRenderer.maximumOutput, prints < TemplateRenderer.maximumOutput
    else { return nil }
    let room =
      max(plain.count, json.count) + prints * (value * ByteWriter.growth + ByteWriter.slack)
    guard room <= TemplateRenderer.maximumOutput else { return nil }
    var replaced = 0
    do throws(PlainStop) {
      try output.append(atMost: room) { (writer) throws(PlainStop) in
        try write(
          row: row, reserved: reserved, allowsMissing: allowsMissing, encoding: encoding,
          replacedLinks: &replaced, to: &writer)
      }
      replacedLinks = replaced
      return .complete
    } catch {
      switch error {
      case .missing(let column): return .missing(column: column)
      case .aborted(let reason): return .aborted(reason: reason)
      case .unsuited: return nil
      }
    }
  }

  enum PlainStop: Error {
    case missing(Int?)
    case aborted(Int)
    /// There is a value of which nobody knows how long it becomes.
    case unsuited
  }

  func write(
    row: borrowing ContactRow, reserved: borrowing ReservedTexts, allowsMissing: Bool,
    encoding: OutputEncoding, replacedLinks: inout Int, to writer: inout ByteWriter
  ) throws(PlainStop) {
    var next = 0
    while true {
      let op = ops[next]
      next += 1
      switch op {
      case .literal(let index): write(index, encoding, to: &writer)
      case .column(let slot, let escape):
        let cell = TemplateRenderer.cell(row, slot)
        if cell.isNull {
          if !allowsMissing { throw .missing(Int(slot)) }
        } else {
          try write(cell, row, escape, encoding, &replacedLinks, to: &writer)
        }
      case .columnOrLiteral(let slot, let escape, let index):
        let cell = TemplateRenderer.cell(row, slot)
        if cell.isNull {
          write(index, encoding, to: &writer)
        } else {
          try write(cell, row, escape, encoding, &replacedLinks, to: &writer)
        }
      case .reserved(let name, let escape):
        if !allowsMissing, reserved.isMissing(name) { throw .missing(nil) }
        reserved.withText(of: name) { text in
          if escape == .link, !LinkScheme.isHarmless(text) { replacedLinks += 1 }
          writer.append(text, escape: escape, encoding: encoding)
        }
      case .jump(let to): next = Int(to)
      case .jumpIfColumn(let slot, let to):
        if TemplateRenderer.isTrue(TemplateRenderer.cell(row, slot)) { next = Int(to) }
      case .jumpUnlessColumn(let slot, let to):
        if !TemplateRenderer.isTrue(TemplateRenderer.cell(row, slot)) { next = Int(to) }
      case .jumpIfText(let slot, let literal, let to):
        if holds(row, slot, literal) { next = Int(to) }
      case .jumpUnlessText(let slot, let literal, let to):
        if !holds(row, slot, literal) { next = Int(to) }
      case .abort(let reason): throw .aborted(Int(reason))
      case .stop: return
      default:
        throw .unsuited
      }
    }
  }

  private func write(_ literal: Int32, _ encoding: OutputEncoding, to writer: inout ByteWriter) {
    let ranges = literals[Int(literal)]
    switch encoding {
    case .plain: plain.withUnsafeBytes { writer.append($0, ranges.plain) }
    case .jsonText: json.withUnsafeBytes { writer.append($0, ranges.json) }
    }
  }

  private func write(
    _ cell: Cell, _ row: borrowing ContactRow, _ escape: Escape, _ encoding: OutputEncoding,
    _ replacedLinks: inout Int, to writer: inout ByteWriter
  ) throws(PlainStop) {
    switch cell {
    case .text(let start, let count):
      let range = Int(start)..<Int(start) + Int(max(0, count))
      row.bytes.withUnsafeBytes { bytes in
        if count <= 16, start >= 0, count > 0, Int(start) + 16 <= bytes.count, escape.keepsPlain,
          let base = bytes.baseAddress,
          writer.appendPlain(base + Int(start), count: Int(count))
        {
          return
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
        if escape == .link || escape == .markdownLink, !LinkScheme.isHarmless(text) {
          replacedLinks += 1
        }
        writer.append(text, escape: escape, encoding: encoding)
      }
    case .integer(let number): writer.append(decimal: number)
    case .boolean(let flag): writer.append(flag ? "true" : "false")
    case .date(let date): writer.append(count: 10) { date.write(to: $0) }
    case .timestamp(let instant) where escape != .url:
      writer.append(count: 20) { instant.write(to: $0) }
    case .null: break
    case .decimal, .list, .timestamp: throw .unsuited
    }
  }

  /// Whether the cell is the text of a literal.
  func holds(_ row: borrowing ContactRow, _ slot: Int32, _ literal: Int32) -> Bool {
    guard case .text(let start, let count) = TemplateRenderer.cell(row, slot) else { return false }
    let range = literals[Int(literal)].plain
    guard Int(count) == range.count, start >= 0, Int(start) + Int(count) <= row.bytes.count else {
      return false
    }
    for offset in 0..<range.count
    where plain[range.lowerBound + offset] != row.bytes[Int(start) + offset] {
      return false
    }
    return true
  }
}

extension Escape {
  /// Whether it changes no byte of which `ByteWord.marks` says nothing.
  @inline(__always)
  fileprivate var keepsPlain: Bool {
    switch self {
    case .none, .html, .header: true
    case .url, .link, .markdown, .markdownLink: false
    }
  }
}

extension Cell {
  @inline(__always)
  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
