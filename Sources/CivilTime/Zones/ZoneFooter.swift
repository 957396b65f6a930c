/// The rule for the far future at the end of a TZif file, in the notation of the POSIX variable
/// `TZ`.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3`; hours of a change may be -167 to 167 (RFC 9636, section 3.3.1).
struct ZoneFooter {
  /// When in each year the clock changes, by the clock before the change.
  struct Change {
    enum Day: Equatable {
      /// 1 to 365; 29 February is never counted.
      case julian(Int)
      /// 0 to 365; 29 February is counted.
      case ordinal(Int)
      /// Month 1 to 12, week 1 to 5 (5 = the last), weekday 0 (Sunday) to 6.
      case weekday(month: Int, week: Int, day: Int)
    }

    let day: Day
    /// Seconds since midnight.
    let time: Int
  }

  struct Summer {
    let kind: ZoneTimeline.Kind
    let begins: Change
    let ends: Change
  }

  let standard: ZoneTimeline.Kind
  let summer: Summer?

  /// The changes of the given years and those just after, ascending, without summers and winters of
  /// no length.
  func changes(
    of summer: Summer, in years: ClosedRange<Int>
  ) -> [(time: Int64, isSummer: Bool)] {
    var changes: [(time: Int64, isSummer: Bool)] = []
    changes.reserveCapacity(2 * (years.count + 1))
    let isSame = summer.kind == standard
    // One year more than is wanted: the last change may turn out to be of no length.
    for year in years.lowerBound...(years.upperBound + 1) {
      let begin = summer.begins.seconds(year: year) - Int64(standard.offset)
      let end = summer.ends.seconds(year: year) - Int64(summer.kind.offset)
      for turn in 0..<2 {
        let isSummer = (turn == 0) == (begin <= end)
        let time = isSummer ? begin : end
        while let last = changes.last, last.time >= time { changes.removeLast() }
        if let last = changes.last, isSame || last.isSummer == isSummer { continue }
        changes.append((time, isSummer))
      }
    }
    let limit = Int64(CivilDate.days(year: years.upperBound + 1, month: 1, day: 1)) * 86_400
    return changes.filter { $0.time < limit }
  }
}

extension ZoneFooter.Change {
  /// The change in a year, as `LocalDateTime.clockSeconds`.
  func seconds(year: Int) -> Int64 {
    Int64(day(of: year)) * 86_400 + Int64(time)
  }

  /// Days since 1970-01-01.
  private func day(of year: Int) -> Int {
    switch day {
    case .julian(let day):
      let newYear = Int(CivilDate.days(year: year, month: 1, day: 1))
      return newYear + (day >= 60 && CivilDate.isLeap(year: year) ? day : day - 1)
    case .ordinal(let day):
      return Int(CivilDate.days(year: year, month: 1, day: 1)) + day
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(days: CivilDate.days(year: year, month: month, day: 1))
      // Monday is 0 in `weekdayIndex`, and Sunday is 0 in the rule.
      let ahead = (weekday + 6 - first.weekdayIndex) % 7
      let length = CivilDate.daysInMonth(year: year, month: month)
      var day = (ahead + 7) % 7 + (week - 1) * 7
      if day >= length { day -= 7 }
      return Int(first.days) + day
    }
  }
}
