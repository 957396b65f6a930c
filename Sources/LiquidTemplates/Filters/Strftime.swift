import CivilTime

extension ByteBuffer {
  /// Appends a moment by a strftime format. What is no directive is printed as it stands.
  mutating func append(_ moment: LocalMoment, strftime format: UnsafeRawBufferPointer) {
    var start = 0
    var i = 0
    while i < format.count {
      guard format[i] == UInt8(ascii: "%"),
        let (directive, end) = StrftimeDirective.read(format, at: i + 1)
      else {
        i += 1
        continue
      }
      append(format.slice(start..<i))
      if !append(moment, directive) { append(format.slice(i..<end)) }
      i = end
      start = end
    }
    append(format.slice(start..<format.count))
  }

  /// False for a letter that means nothing.
  private mutating func append(_ moment: LocalMoment, _ directive: StrftimeDirective) -> Bool {
    appendCalendar(moment, directive) || appendClock(moment, directive)
      || appendComposed(moment, directive)
  }

  private mutating func appendCalendar(
    _ moment: LocalMoment, _ directive: StrftimeDirective
  ) -> Bool {
    let date = moment.local.date
    let (year, month, day) = date.components
    let weekday = date.weekdayIndex
    switch directive.letter {
    case UInt8(ascii: "Y"): append(year, directive, width: year < 0 ? 5 : 4)
    case UInt8(ascii: "C"): append(year / 100, directive, width: 2)
    case UInt8(ascii: "y"): append(abs(year % 100), directive, width: 2)
    case UInt8(ascii: "m"): append(month, directive, width: 2)
    case UInt8(ascii: "d"): append(day, directive, width: 2)
    case UInt8(ascii: "e"): append(day, directive, width: 2, padding: UInt8(ascii: " "))
    case UInt8(ascii: "j"): append(date.dayOfYear, directive, width: 3)
    case UInt8(ascii: "B"): append(Names.month(month), directive)
    case UInt8(ascii: "b"), UInt8(ascii: "h"):
      append(String(Names.month(month).prefix(3)), directive)
    case UInt8(ascii: "A"): append(Names.day(weekday), directive)
    case UInt8(ascii: "a"): append(String(Names.day(weekday).prefix(3)), directive)
    case UInt8(ascii: "u"): append(weekday + 1, directive, width: 1)
    case UInt8(ascii: "w"): append((weekday + 1) % 7, directive, width: 1)
    case UInt8(ascii: "G"): append(date.isoWeek.year, directive, width: 4)
    case UInt8(ascii: "g"): append(abs(date.isoWeek.year % 100), directive, width: 2)
    case UInt8(ascii: "V"): append(date.isoWeek.week, directive, width: 2)
    // Weeks that begin on Sunday, on Monday; the days before the first are week 0.
    case UInt8(ascii: "U"):
      append((date.dayOfYear + 6 - (weekday + 1) % 7) / 7, directive, width: 2)
    case UInt8(ascii: "W"): append((date.dayOfYear + 6 - weekday) / 7, directive, width: 2)
    default: return false
    }
    return true
  }

  private mutating func appendClock(
    _ moment: LocalMoment, _ directive: StrftimeDirective
  ) -> Bool {
    let (hour, minute, second) = moment.local.time.components
    let twelve = hour % 12 == 0 ? 12 : hour % 12
    let space = UInt8(ascii: " ")
    switch directive.letter {
    case UInt8(ascii: "H"): append(hour, directive, width: 2)
    case UInt8(ascii: "k"): append(hour, directive, width: 2, padding: space)
    case UInt8(ascii: "I"): append(twelve, directive, width: 2)
    case UInt8(ascii: "l"): append(twelve, directive, width: 2, padding: space)
    case UInt8(ascii: "M"): append(minute, directive, width: 2)
    case UInt8(ascii: "S"): append(second, directive, width: 2)
    case UInt8(ascii: "L"): append(fraction: moment.nanoseconds, digits: directive.width ?? 3)
    case UInt8(ascii: "N"): append(fraction: moment.nanoseconds, digits: directive.width ?? 9)
    case UInt8(ascii: "p"):
      let half = directive.swapsCase ? (hour < 12 ? "am" : "pm") : hour < 12 ? "AM" : "PM"
      appendCased(half, directive)
    case UInt8(ascii: "P"):
      append(hour < 12 ? "am" : "pm", directive)
    case UInt8(ascii: "z"): appendOffset(moment.offset, directive)
    case UInt8(ascii: "Z"):
      let name = moment.abbreviation
      appendCased(directive.swapsCase ? name.lowercased() : name, directive)
    case UInt8(ascii: "s"): append(Int(moment.instant.seconds), directive, width: 1)
    case UInt8(ascii: "Q"):
      append(
        Int(moment.instant.seconds) * 1000 + moment.nanoseconds / 1_000_000, directive, width: 1)
    case UInt8(ascii: "n"): append("\n", directive)
    case UInt8(ascii: "t"): append("\t", directive)
    case UInt8(ascii: "%"): append("%", directive)
    default: return false
    }
    return true
  }
}

private enum Names {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// 1 to 12.
  static func month(_ number: Int) -> String {
    months.indices.contains(number - 1) ? months[number - 1] : ""
  }

  /// 0 is Monday.
  static func day(_ index: Int) -> String { days.indices.contains(index) ? days[index] : "" }
}
