import CivilTime

extension Evaluation {
  /// Appends a value as Liquid prints it, without escaping. Nil prints nothing.
  func append(_ value: LiquidValue, to output: inout ByteBuffer) {
    switch value {
    case .null, .blank, .empty: break
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .integer(let number): output.append(decimal: number)
    case .decimal(let number):
      if isConformance { output.append(float: number) } else { output.append(number) }
    case .date(let date): output.append(date)
    case .timestamp(let instant): output.append(instant)
    case .text(let text): withBytes(of: text) { output.append($0) }
    case .range(let lower, let upper):
      output.append(decimal: lower)
      output.append("..")
      output.append(decimal: upper)
    case .loop: output.append("Liquid::ForloopDrop")
    case .scope: output.append("Liquid::SelfDrop")
    case .object: inspect(value, to: &output, depth: 0)
    case .list, .cells, .array, .member:
      for i in 0..<itemCount(of: value) {
        guard output.count <= Evaluation.maximumText else { return }
        append(item(of: value, at: i), to: &output)
      }
    }
  }

  /// The value as a text, as text filters take it; texts stay what they are. Lists are shown as `["a", 1]`.
  mutating func text(of value: LiquidValue) throws(RenderFailure) -> TextReference {
    if case .text(let text) = value { return text }
    let made = try makeText { (evaluation, output) in
      if value.isList {
        evaluation.inspect(value, to: &output, depth: 0)
      } else {
        evaluation.append(value, to: &output)
      }
    }
    if case .text(let text) = made { return text }
    return .empty
  }

  /// Lends the bytes of a value that is a text, or of what `text(of:)` made; nothing for other values.
  func withBytes<Result>(
    of value: LiquidValue, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if case .text(let text) = value { return withBytes(of: text, body) }
    return body(UnsafeRawBufferPointer(start: nil, count: 0))
  }
}

extension ByteBuffer {
  /// `2026-12-24`.
  mutating func append(_ date: CivilDate) {
    let (year, month, day) = date.components
    if year < 0 { append(UInt8(ascii: "-")) }
    append(digits: UInt64(year.magnitude), width: 4)
    append(UInt8(ascii: "-"))
    append(digits: UInt64(month.magnitude), width: 2)
    append(UInt8(ascii: "-"))
    append(digits: UInt64(day.magnitude), width: 2)
  }

  /// `2026-12-24T09:00:00Z`.
  mutating func append(_ instant: Instant) {
    let local = instant.local(offset: 0)
    append(local.date)
    append(UInt8(ascii: "T"))
    append(local.time)
    append(UInt8(ascii: "Z"))
  }

  /// `09:00:00`.
  mutating func append(_ time: LocalTime) {
    let seconds = UInt64(max(0, time.seconds))
    append(digits: seconds / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(digits: seconds / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(digits: seconds % 60, width: 2)
  }
}
