extension Instant {
  /// 0001-01-01T00:00:00Z; arithmetic stops here.
  package static let earliest = Instant(seconds: -62_135_596_800)
  /// 9999-12-31T23:59:59Z; arithmetic stops here.
  package static let latest = Instant(seconds: 253_402_300_799)

  /// Stops at `earliest` and `latest`.
  package func adding(seconds count: Int64) -> Instant {
    let sum = seconds.saturatingAdd(count)
    return Instant(seconds: min(max(sum, Instant.earliest.seconds), Instant.latest.seconds))
  }

  /// What a clock shows that is `offset` seconds ahead of UTC.
  package func local(offset: Int32) -> LocalDateTime {
    LocalDateTime(clockSeconds: seconds.saturatingAdd(Int64(offset)))
  }
}

extension LocalDateTime {
  /// The instant at which a clock that is `offset` seconds ahead of UTC shows this.
  package func instant(offset: Int32) -> Instant {
    Instant(seconds: clockSeconds - Int64(offset))
  }
}

extension Int64 {
  func saturatingAdd(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { return other < 0 ? .min : .max }
    return sum
  }
}
