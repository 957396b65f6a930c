import CivilTime

extension FilterDefinition {
  /// A date or timestamp by a strftime format, in the contact's zone or in one that is named.
  ///
  /// Texts are read as Ruby reads them; one that is no date stays as it is.
  static let date = FilterDefinition(
    name: "date", input: .date,
    parameters: [
      FilterParameter(name: "format"),
      FilterParameter(name: "zone", isRequired: false, isZone: true),
    ], failingArguments: 0b10, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let format = try evaluation.text(of: evaluation.argument(0, arguments))
    let zone = try evaluation.zone(evaluation.argument(1, arguments))
    guard format.count > 0, let moment = evaluation.moment(of: input, in: zone) else {
      return input
    }
    return try evaluation.makeText { (evaluation, output) in
      evaluation.withBytes(of: format) { output.append(moment, strftime: $0) }
    }
  }

  /// A moment as the clocks of a zone show it, for `date` behind it: `2026-03-01 09:30:00 +0100`.
  static let timeZone = FilterDefinition(
    name: "time_zone", input: .date,
    parameters: [FilterParameter(name: "zone", isZone: true)], canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let zone = try evaluation.zone(evaluation.argument(0, arguments))
    guard let moment = evaluation.moment(of: input, in: zone) else { return input }
    return try evaluation.makeText { (_, output) in
      let format: StaticString = "%Y-%m-%d %H:%M:%S %z"
      output.append(
        moment,
        strftime: UnsafeRawBufferPointer(start: format.utf8Start, count: format.utf8CodeUnitCount))
    }
  }
}

/// What a clock shows at some moment, with what is known of its zone.
struct LocalMoment {
  let local: LocalDateTime
  let instant: Instant
  /// Of the second, 0 to 999,999,999.
  var nanoseconds = 0
  /// Seconds ahead of UTC.
  let offset: Int32
  /// May be empty: an offset written with a text has no name.
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

  init(_ local: LocalDateTime, offset: Int32, abbreviation: String) {
    self.local = local
    instant = local.instant(offset: offset)
    self.offset = offset
    self.abbreviation = abbreviation
  }
}

extension Evaluation {
  /// The zone that a template names; nil if it names none.
  fileprivate mutating func zone(_ name: LiquidValue) throws(RenderFailure) -> ZoneRules? {
    if name.isNull { return nil }
    let text = try text(of: name)
    let bytes = withBytes(of: text) { Array($0.prefix(101)) }
    if bytes.elementsEqual("UTC".utf8) {
      namedZone = .utc
      return .utc
    }
    guard let index = zones?.index(of: bytes[...]), let zone = zones?.zones[index] else {
      throw .unknownZone
    }
    namedZone = zone
    return zone
  }

  /// `wanted`: the zone to show it in, rather than the one it comes with.
  fileprivate func moment(of value: LiquidValue, in wanted: ZoneRules?) -> LocalMoment? {
    switch value {
    case .date(let date):
      let midnight = LocalDateTime(date: date, time: .midnight)
      guard let wanted else { return LocalMoment(midnight, in: zone) }
      return LocalMoment(zone.instant(of: midnight).instant, in: wanted)
    case .timestamp(let instant): return LocalMoment(instant, in: wanted ?? zone)
    case .integer(let seconds): return moment(ofSeconds: seconds, in: wanted)
    case .text(let text):
      let bytes = withBytes(of: text) { Array($0.prefix(DateText.longest + 1)) }
      return moment(of: bytes, in: wanted)
    default: return nil
    }
  }

  private func moment(ofSeconds seconds: Int64, in wanted: ZoneRules?) -> LocalMoment? {
    let instant = Instant(seconds: seconds)
    guard instant >= .earliest, instant <= .latest else { return nil }
    return LocalMoment(instant, in: wanted ?? zone)
  }

  private func moment(of text: [UInt8], in wanted: ZoneRules?) -> LocalMoment? {
    let lower = text.map(\.asciiLowercased)
    if lower.elementsEqual("now".utf8) || lower.elementsEqual("today".utf8) {
      return LocalMoment(clock, in: wanted ?? zone)
    }
    if !text.isEmpty, text.allSatisfy({ MarkupLexer.isDigit($0) }) {
      guard text.count < 18 else { return nil }
      return moment(
        ofSeconds: text.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }, in: wanted)
    }
    guard let read = DateText(lower), let moment = moment(of: read) else { return nil }
    guard let wanted else { return moment }
    var shown = LocalMoment(moment.instant, in: wanted)
    shown.nanoseconds = moment.nanoseconds
    return shown
  }

  private func moment(of text: DateText) -> LocalMoment? {
    guard let offset = text.offset else {
      let today = LocalMoment(clock, in: zone).local
      guard let local = text.local(today: today) else { return nil }
      var moment = LocalMoment(local, in: zone)
      moment.nanoseconds = text.nanoseconds
      return moment
    }
    guard let local = text.local(today: clock.local(offset: offset)) else { return nil }
    let instant = local.instant(offset: offset)
    guard instant >= .earliest, instant <= .latest else { return nil }
    // A zone at hand whose clocks show the same gives the offset its name.
    let known = [zone, namedZone].compactMap { $0 }.first { $0.offset(at: instant) == offset }
    let name = text.isUTC ? "UTC" : known?.abbreviation(at: instant) ?? text.zoneName
    var moment = LocalMoment(local, offset: offset, abbreviation: name)
    moment.nanoseconds = text.nanoseconds
    return moment
  }
}
