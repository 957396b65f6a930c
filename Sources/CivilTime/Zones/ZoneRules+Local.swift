/// The instant that a local time stands for.
package struct ResolvedLocal: Hashable, Sendable {
  /// Why a local time is not what its reader may think.
  package enum Shift: String, Hashable, Sendable {
    case none
    /// The clock jumps over the local time; the instant is the first one after the jump.
    case gap
    /// The clock shows the local time twice; the instant is the first of the two.
    case overlap
  }

  package let instant: Instant
  package let shift: Shift

  package init(instant: Instant, shift: Shift) {
    self.instant = instant
    self.shift = shift
  }
}

extension ZoneRules {
  /// The instant at which the clocks of this zone show `local`.
  ///
  /// A time that does not exist is the first instant after the gap, one that exists twice the first
  /// of the two.
  package func instant(of local: LocalDateTime) -> ResolvedLocal {
    let clock = local.clockSeconds
    if repeats, let last = localEnds.last, clock >= last {
      let (seconds, shift) = ZoneRules.fold(clock, below: last)
      let resolved = resolve(seconds)
      return ResolvedLocal(
        instant: Instant(seconds: resolved.instant.seconds + shift), shift: resolved.shift)
    }
    return resolve(clock)
  }

  private func resolve(_ clock: Int64) -> ResolvedLocal {
    // The first period whose clock has not yet stopped.
    let index = period(atClock: clock)
    let instant = clock - Int64(offsets[index])
    if index > 0, instant < times[index - 1] {
      return ResolvedLocal(instant: Instant(seconds: times[index - 1]), shift: .gap)
    }
    if index < times.count, clock >= times[index] + Int64(offsets[index + 1]) {
      return ResolvedLocal(instant: Instant(seconds: instant), shift: .overlap)
    }
    return ResolvedLocal(instant: Instant(seconds: instant), shift: .none)
  }
}
