/// One `%` directive: flags, a width, and its letter, as in Ruby's strftime.
struct StrftimeDirective {
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
    var modifier: UInt8?
    for i in start..<max(start, format.count) {
      let byte = format[i]
      switch byte {
      case UInt8(ascii: "-"): directive.padding = 0
      case UInt8(ascii: "_"): directive.padding = UInt8(ascii: " ")
      case UInt8(ascii: "^"): directive.isUpper = true
      case UInt8(ascii: "#"): directive.swapsCase = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if byte == UInt8(ascii: "0"), directive.width == nil { directive.padding = byte }
        let width = (directive.width ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        directive.width = width == 0 ? nil : min(width, maximumWidth)
      case UInt8(ascii: ":"):
        directive.colons += 1
        if directive.colons > 3 { return nil }
      case UInt8(ascii: "E"), UInt8(ascii: "O"):
        if modifier != nil { return nil }
        modifier = byte
      default:
        directive.letter = byte
        guard directive.colons == 0 || byte == UInt8(ascii: "z"),
          StrftimeDirective.takes(modifier, byte)
        else { return nil }
        return (directive, i + 1)
      }
    }
    return nil
  }

  /// Whether a letter may stand behind `E` (another calendar) or `O` (other digits); both change nothing.
  private static func takes(_ modifier: UInt8?, _ letter: UInt8) -> Bool {
    let letters: StaticString
    switch modifier {
    case nil: return true
    case UInt8(ascii: "E"): letters = "cCxXyY"
    default: letters = "deHkIlmMSuUVwWy"
    }
    return letters.withUTF8Buffer { $0.contains(letter) }
  }
}
