import CivilTime

extension FilterDefinition {
  /// A date or timestamp by a strftime format, in the contact's zone.
  ///
  /// Texts are read as `2026-12-24`, `2026-12-24T09:00:00Z`, seconds since 1970, `now` or `today`;
  /// one that is none of these stays as it is.
  static let date = FilterDefinition(
    name: "date", input: .date, parameters: [FilterParameter(name: "format")], grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let format = try evaluation.text(of: evaluation.argument(0, arguments))
    guard format.count > 0, let moment = evaluation.moment(of: input) else { return input }
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: format) { output.append(moment, strftime: $0) }
    }
  }
}

/// A local time with what is known of its zone.
struct LocalMoment {
  let local: LocalDateTime
  let instant: Instant
  /// Seconds ahead of UTC.
  let offset: Int32
  let abbreviation: String

  init(_ instant: Instant, in zone: ZoneRules) {
    offset = zone.offset(at: instant)
    local = instant.local(offset: offset)
    self.instant = instant
    abbreviation = zone.abbreviation(at: instant)
  }

  /// The clocks of the zone may skip `local`: it is shown all the same.
  init(_ local: LocalDateTime, in zone: ZoneRules) {
    let instant = zone.instant(of: local).instant
    self.local = local
    self.instant = instant
    offset = zone.offset(at: instant)
    abbreviation = zone.abbreviation(at: instant)
  }
}

extension Evaluation {
  fileprivate func moment(of value: LiquidValue) -> LocalMoment? {
    switch value {
    case .date(let date):
      Optional(LocalMoment(LocalDateTime(date: date, time: LocalTime(seconds: 0)), in: zone))
    case .timestamp(let instant): Optional(LocalMoment(instant, in: zone))
    case .integer(let seconds): moment(ofSeconds: seconds)
    case .decimal(let seconds): moment(ofSeconds: seconds.truncated)
    case .text(let text): moment(ofText: withBytes(of: text) { Array($0.prefix(64)) })
    case .null, .boolean, .list, .cells, .range, .loop, .blank, .empty: nil
    }
  }

  private func moment(ofSeconds seconds: Int64) -> LocalMoment? {
    let instant = Instant(seconds: seconds)
    return instant >= .earliest && instant <= .latest ? LocalMoment(instant, in: zone) : nil
  }

  private func moment(ofText text: [UInt8]) -> LocalMoment? {
    let lower = text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if lower.elementsEqual("now".utf8) || lower.elementsEqual("today".utf8) {
      return LocalMoment(clock, in: zone)
    }
    if !text.isEmpty, text.count < 18, text.allSatisfy({ MarkupLexer.isDigit($0) }) {
      return moment(ofSeconds: text.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) })
    }
    if let date = CivilDate(text[...]) {
      return LocalMoment(LocalDateTime(date: date, time: LocalTime(seconds: 0)), in: zone)
    }
    switch WrittenTimestamp(text[...]) {
    case .instant(let instant): return LocalMoment(instant, in: zone)
    case .local(let local): return LocalMoment(local, in: zone)
    case nil: return nil
    }
  }
}
