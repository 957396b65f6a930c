/// The rules of IDNA 2008 for a label beyond ASCII (RFC 5891 to 5893).
enum DomainLabel {
  private static let tables = UnicodeTables.shared
  private static let hyphen: UInt32 = 0x2D

  /// Directions as the tables number them.
  private enum Direction {
    static let left: UInt8 = 0
    static let right: UInt8 = 1
    static let arabic: UInt8 = 2
    static let arabicNumber: UInt8 = 3
    static let number: UInt8 = 4
    static let separator: UInt8 = 5
    static let other: UInt8 = 8
    static let mark: UInt8 = 10
  }

  /// Whether a label in lower case may be registered at all; it is not empty.
  static func isAllowed(_ label: [UInt32]) -> Bool {
    guard let first = label.first, let last = label.last, first != hyphen, last != hyphen,
      !(label.count >= 4 && label[2] == hyphen && label[3] == hyphen),
      !tables.marks.contains(first), canonicallyComposed(label) == label
    else { return false }
    for index in label.indices where !isAllowed(label, at: index) { return false }
    return !isRightToLeft(label) || fitsDirection(label)
  }

  private static func isAllowed(_ label: [UInt32], at index: Int) -> Bool {
    let scalar = label[index]
    switch scalar {
    case hyphen, 0x30...0x39, 0x61...0x7A: return true
    case 0...0x7F: return false
    case 0xB7:
      return index > 0 && index + 1 < label.count && label[index - 1] == 0x6C
        && label[index + 1] == 0x6C
    case 0x375:
      return index + 1 < label.count
        && tables.scripts[label[index + 1]] == UnicodeTables.Script.greek
    case 0x5F3, 0x5F4:
      return index > 0 && tables.scripts[label[index - 1]] == UnicodeTables.Script.hebrew
    case 0x30FB:
      return label.contains {
        $0 != 0x30FB && tables.scripts[$0] == UnicodeTables.Script.japanese
      }
    case 0x660...0x669: return !label.contains { $0 >= 0x6F0 && $0 <= 0x6F9 }
    case 0x6F0...0x6F9: return !label.contains { $0 >= 0x660 && $0 <= 0x669 }
    default: return tables.hostname.contains(scalar)
    }
  }

  static func isRightToLeft(_ label: [UInt32]) -> Bool {
    label.contains { scalar in
      let direction = direction(scalar)
      return direction == Direction.right || direction == Direction.arabic
        || direction == Direction.arabicNumber
    }
  }

  private static func direction(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x30...0x39: Direction.number
    case hyphen: Direction.separator
    case 0...0x7F: Direction.left
    default: tables.hostname[scalar] ?? Direction.left
    }
  }

  /// The six conditions of RFC 5893, section 2; to be asked of every label of a domain that has one
  /// which is written from right to left.
  static func fitsDirection(_ label: [UInt32]) -> Bool {
    guard let first = label.first.map(direction) else { return false }
    let isRight = first == Direction.right || first == Direction.arabic
    guard isRight || first == Direction.left else { return false }
    var numbers: UInt8?
    var ends = false
    for scalar in label {
      let direction = direction(scalar)
      switch direction {
      case Direction.mark: continue
      case Direction.left:
        if isRight { return false }
        ends = true
      case Direction.right, Direction.arabic:
        if !isRight { return false }
        ends = true
      case Direction.arabicNumber, Direction.number:
        if direction == Direction.arabicNumber, !isRight { return false }
        if isRight, let numbers, numbers != direction { return false }
        numbers = direction
        ends = true
      default: ends = false
      }
    }
    return ends
  }
}
