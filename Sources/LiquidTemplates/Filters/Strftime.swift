import CivilTime

/// One `%` directive: flags, a width, and its letter, as in Ruby's strftime.
private struct StrftimeDirective {
  var letter: UInt8 = 0
  /// `0`, space, or 0 for none (`-`); nil for the directive's own.
  var padding: UInt8?
  var isUpper = false
  var swapsCase = false
  var colons = 0
  /// At most `maximumWidth`.
  var width: Int?

  static let maximumWidth = 64

  /// The directive behind a `%`, and where it ends; nil if none is complete.
  static func read(
    _ format: UnsafeRawBufferPointer, at start: Int
  ) -> (directive: StrftimeDirective, end: Int)? {
    var directive = StrftimeDirective()
    var i = start
    flags: while i < format.count {
      switch format[i] {
      case UInt8(ascii: "-"): directive.padding = 0
      case UInt8(ascii: "0"): directive.padding = UInt8(ascii: "0")
      case UInt8(ascii: "_"): directive.padding = UInt8(ascii: " ")
      case UInt8(ascii: "^"): directive.isUpper = true
      case UInt8(ascii: "#"): directive.swapsCase = true
      default: break flags
      }
      i += 1
    }
    while i < format.count, MarkupLexer.isDigit(format[i]) {
      let width = (directive.width ?? 0) * 10 + Int(format[i] - UInt8(ascii: "0"))
      directive.width = min(width, maximumWidth)
      i += 1
    }
    while i < format.count, format[i] == UInt8(ascii: ":"), directive.colons < 2 {
      directive.colons += 1
      i += 1
    }
    guard i < format.count else { return nil }
    directive.letter = format[i]
    guard directive.colons == 0 || directive.letter == UInt8(ascii: "z") else { return nil }
    return (directive, i + 1)
  }
}

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
    case UInt8(ascii: "L"): append(zeros: directive.width ?? 3)
    case UInt8(ascii: "N"): append(zeros: directive.width ?? 9)
    case UInt8(ascii: "p"):
      append(
        directive.swapsCase ? (hour < 12 ? "am" : "pm") : hour < 12 ? "AM" : "PM",
        directive, swapsCase: false)
    case UInt8(ascii: "P"): append(hour < 12 ? "am" : "pm", directive)
    case UInt8(ascii: "z"): appendOffset(moment.offset, directive)
    case UInt8(ascii: "Z"):
      append(
        directive.swapsCase ? moment.abbreviation.lowercased() : moment.abbreviation, directive,
        swapsCase: false)
    case UInt8(ascii: "s"): append(Int(moment.instant.seconds), directive, width: 1)
    case UInt8(ascii: "n"): append(0x0A)
    case UInt8(ascii: "t"): append(0x09)
    case UInt8(ascii: "%"): append(UInt8(ascii: "%"))
    default: return false
    }
    return true
  }

  private mutating func appendComposed(
    _ moment: LocalMoment, _ directive: StrftimeDirective
  ) -> Bool {
    let format: StaticString
    switch directive.letter {
    case UInt8(ascii: "c"): format = "%a %b %e %H:%M:%S %Y"
    case UInt8(ascii: "D"), UInt8(ascii: "x"): format = "%m/%d/%y"
    case UInt8(ascii: "F"): format = "%Y-%m-%d"
    case UInt8(ascii: "T"), UInt8(ascii: "X"): format = "%H:%M:%S"
    case UInt8(ascii: "R"): format = "%H:%M"
    case UInt8(ascii: "r"): format = "%I:%M:%S %p"
    case UInt8(ascii: "v"): format = "%e-%^b-%Y"
    case UInt8(ascii: "+"): format = "%a %b %e %H:%M:%S %Z %Y"
    default: return false
    }
    var text = ByteBuffer(capacity: 40)
    text.append(
      moment,
      strftime: UnsafeRawBufferPointer(start: format.utf8Start, count: format.utf8CodeUnitCount))
    append(String(decoding: text.bytes, as: UTF8.self), directive)
    return true
  }

  private mutating func append(
    _ number: Int, _ directive: StrftimeDirective, width: Int, padding: UInt8 = UInt8(ascii: "0")
  ) {
    let digits = Array(String(number.magnitude).utf8)
    let padding = directive.padding ?? padding
    let sign = number < 0 ? 1 : 0
    let fill = padding == 0 ? 0 : max(0, (directive.width ?? width) - digits.count - sign)
    if padding == UInt8(ascii: " ") { append(fill: padding, fill) }
    if sign == 1 { append(UInt8(ascii: "-")) }
    if padding == UInt8(ascii: "0") { append(fill: padding, fill) }
    append(digits)
  }

  private mutating func append(
    _ text: String, _ directive: StrftimeDirective, swapsCase: Bool? = nil
  ) {
    let isUpper = directive.isUpper || (swapsCase ?? directive.swapsCase)
    let bytes = Array((isUpper ? text.uppercased() : text).utf8)
    if let width = directive.width, width > bytes.count, directive.padding != 0 {
      append(fill: directive.padding ?? UInt8(ascii: " "), width - bytes.count)
    }
    append(bytes)
  }

  private mutating func appendOffset(_ offset: Int32, _ directive: StrftimeDirective) {
    let seconds = Int(offset.magnitude)
    var text = ByteBuffer(capacity: 12)
    text.append(digits: UInt64(seconds / 3600), width: 2)
    if directive.colons > 0 { text.append(UInt8(ascii: ":")) }
    text.append(digits: UInt64(seconds / 60 % 60), width: 2)
    if directive.colons == 2 {
      text.append(UInt8(ascii: ":"))
      text.append(digits: UInt64(seconds % 60), width: 2)
    }
    append(UInt8(ascii: offset < 0 ? "-" : "+"))
    append(fill: UInt8(ascii: "0"), (directive.width ?? 0) - text.count - 1)
    append(text.bytes)
  }

  private mutating func append(zeros count: Int) {
    append(fill: UInt8(ascii: "0"), count)
  }

  private mutating func append(fill byte: UInt8, _ count: Int) {
    var left = count
    while left > 0 {
      append(byte)
      left -= 1
    }
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
