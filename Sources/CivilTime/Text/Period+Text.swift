/// Why some text is not a period.
package enum PeriodFault: Error, Hashable, Sendable {
  case empty
  /// It does not begin with a whole number of at most nine digits.
  case number
  case tooLarge
  case negative
  /// No space stands between number and unit.
  case space
  case unitMissing
  case unitUnknown(String)

  package var message: String {
    switch self {
    case .empty: "a period is a number and a unit, such as '3 days'"
    case .number: "a period begins with a whole number, such as '3 days'"
    case .tooLarge: "a period has at most nine digits"
    case .negative: "a period must not be negative here"
    case .space: "a space stands between the number and the unit of a period, such as '3 days'"
    case .unitMissing: "a period needs a unit: seconds, minutes, hours, days, weeks or months"
    case .unitUnknown(let word):
      "'\(word)' is no unit of a period; units are seconds, minutes, hours, days, weeks and months"
    }
  }
}

extension Period: CustomStringConvertible {
  /// Reads `3 days`, `1 hour`, `90 minutes`; `-2 days` only if `allowsNegative`.
  ///
  /// Singular and plural are the same; several spaces or tabs are one.
  package init(_ text: Span<UInt8>, allowsNegative: Bool = false) throws(PeriodFault) {
    if text.isEmpty { throw .empty }
    var position = 0
    let isNegative = text.holds("-", at: 0)
    if isNegative { position = 1 }
    let firstDigit = position
    var count = 0
    while position < text.count, text[position] &- 0x30 <= 9 {
      if position - firstDigit >= 9 { throw .tooLarge }
      count = count * 10 + Int(text[position] &- 0x30)
      position += 1
    }
    if position == firstDigit { throw .number }
    if text.holds(".", at: position) || text.holds(",", at: position) { throw .number }
    if isNegative, !allowsNegative { throw .negative }
    let firstSpace = position
    while text.holds(" ", at: position) || text.holds("\t", at: position) { position += 1 }
    if position == text.count { throw .unitMissing }
    if position == firstSpace { throw .space }
    var word: [UInt8] = []
    while position < text.count {
      word.append(text[position])
      position += 1
    }
    let unit = String(decoding: word, as: UTF8.self)
    guard let unit = Unit(word: unit) else { throw .unitUnknown(unit) }
    self.init(count: isNegative ? -count : count, unit: unit)
  }

  package init(_ text: ArraySlice<UInt8>, allowsNegative: Bool = false) throws(PeriodFault) {
    try self.init(text.span, allowsNegative: allowsNegative)
  }

  package init(_ text: String, allowsNegative: Bool = false) throws(PeriodFault) {
    try self.init(Array(text.utf8).span, allowsNegative: allowsNegative)
  }

  /// `3 days`, `1 day`
  package var description: String {
    "\(count) \(count.magnitude == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue)"
  }
}

extension Period.Unit {
  /// Reads `day` and `days` alike.
  package init?(word: String) {
    let word = Array(word.utf8)
    for unit in Period.Unit.allCases {
      let name = unit.rawValue.utf8
      if word.elementsEqual(name) || word.elementsEqual(name.dropLast()) {
        self = unit
        return
      }
    }
    return nil
  }
}
