extension TemplateRenderer {
  /// Output inside a capture goes to the capture, and is plain whatever the output's encoding.
  mutating func write(
    _ program: Program, _ literal: Int32, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) {
    let ranges = program.literals[Int(literal)]
    if !captureStarts.isEmpty {
      captured.append(program.plain, ranges.plain)
    } else if encoding == .plain {
      output.append(program.plain, ranges.plain)
    } else {
      output.append(program.json, ranges.json)
    }
  }

  mutating func write(
    _ text: UnsafeRawBufferPointer, _ escape: Escape, _ encoding: OutputEncoding,
    _ output: inout ByteBuffer
  ) {
    if escape == .link || escape == .markdownLink, !LinkScheme.isHarmless(text) {
      replacedLinks += 1
    }
    if captureStarts.isEmpty {
      output.append(text, escape: escape, encoding: encoding)
    } else {
      captured.append(text, escape: escape, encoding: .plain)
    }
  }

  mutating func write(
    _ cell: Cell, _ row: borrowing ContactRow, _ escape: Escape, _ encoding: OutputEncoding,
    _ output: inout ByteBuffer
  ) {
    switch cell {
    case .null: break
    case .text(let start, let count):
      let range = Int(start)..<Int(start) + Int(max(0, count))
      row.bytes.withUnsafeBytes { bytes in
        let text = UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
        write(text, escape, encoding, &output)
      }
    case .list(let start, let count):
      let range = Int(start)..<Int(start) + Int(max(0, count))
      for place in range.clamped(to: 0..<row.items.count) {
        write(row.items[place], row, escape, encoding, &output)
      }
    case .timestamp(let instant) where escape == .url:
      var text = ByteBuffer()
      text.append(instant)
      text.withBytes { write($0, escape, encoding, &output) }
    case .integer, .decimal, .boolean, .date, .timestamp:
      if captureStarts.isEmpty {
        TemplateRenderer.writePlain(cell, &output)
      } else {
        TemplateRenderer.writePlain(cell, &captured)
      }
    }
  }

  private static func writePlain(_ cell: Cell, _ output: inout ByteBuffer) {
    switch cell {
    case .integer(let number): output.append(decimal: number)
    case .decimal(let number): output.append(number)
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .date(let date): output.append(date)
    case .timestamp(let instant): output.append(instant)
    case .null, .text, .list: break
    }
  }

  mutating func write(
    _ value: LiquidValue, _ escape: Escape, _ encoding: OutputEncoding, _ output: inout ByteBuffer
  ) {
    switch value {
    case .text(let text):
      let escape = TemplateRenderer.escape(escape, isMarkup: text.isMarkup)
      if text.isMarkup, escape == .link || escape == .markdownLink {
        // Escaped already; only its scheme is looked at.
        let isHarmless = evaluation.withBytes(of: text) { LinkScheme.isHarmless($0) }
        if isHarmless {
          write(text, .none, encoding, &output)
        } else {
          replacedLinks += 1
          writeByte(UInt8(ascii: "#"), &output)
        }
      } else {
        write(text, escape, encoding, &output)
      }
    case .list, .cells, .array, .member:
      for i in 0..<evaluation.itemCount(of: value) {
        write(evaluation.item(of: value, at: i), escape, encoding, &output)
        if output.count > ByteBuffer.enough || captured.count > ByteBuffer.enough { return }
      }
    case .timestamp(let instant) where escape == .url:
      var text = ByteBuffer()
      text.append(instant)
      text.withBytes { write($0, escape, encoding, &output) }
    case .null, .boolean, .integer, .decimal, .date, .timestamp, .range, .object, .loop, .scope,
      .blank, .empty:
      if captureStarts.isEmpty {
        evaluation.append(value, to: &output)
      } else {
        evaluation.append(value, to: &captured)
      }
    }
  }

  private mutating func write(
    _ text: TextReference, _ escape: Escape, _ encoding: OutputEncoding,
    _ output: inout ByteBuffer
  ) {
    if escape == .link || escape == .markdownLink,
      !evaluation.withBytes(of: text, LinkScheme.isHarmless)
    {
      replacedLinks += 1
    }
    if captureStarts.isEmpty {
      evaluation.withBytes(of: text) { output.append($0, escape: escape, encoding: encoding) }
    } else {
      var captured = ByteBuffer()
      swap(&captured, &self.captured)
      evaluation.withBytes(of: text) { captured.append($0, escape: escape, encoding: .plain) }
      swap(&captured, &self.captured)
    }
  }

  private mutating func writeByte(_ byte: UInt8, _ output: inout ByteBuffer) {
    if captureStarts.isEmpty { output.append(byte) } else { captured.append(byte) }
  }

  /// What is still to be done to text that may be escaped already.
  private static func escape(_ escape: Escape, isMarkup: Bool) -> Escape {
    switch escape {
    case .html, .markdown, .url: isMarkup ? .none : escape
    case .none, .header, .link, .markdownLink: escape
    }
  }
}
