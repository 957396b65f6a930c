import CivilTime

/// A value while a template is rendered: no memory of its own, so that copying one costs nothing.
enum LiquidValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case decimal(ExactDecimal)
  case date(CivilDate)
  case timestamp(Instant)
  case text(TextReference)
  /// `count` values from `start` in `Evaluation.items`.
  case list(start: Int32, count: Int32)
  /// Cells of the row's items.
  case cells(start: Int32, count: Int32)
  /// `count` values from `start` in the items of the data.
  case array(start: Int32, count: Int32)
  /// `count` members from `start` in the members of the data.
  case object(start: Int32, count: Int32)
  /// Name and value of one member of the data, as a list of two.
  case member(Int32)
  /// Both ends included; empty if the first is above the last.
  case range(Int64, Int64)
  /// `forloop` of the loop at this depth, 0 for the outermost.
  case loop(Int32)
  /// All names of a conformance rendering, which `self` stands for; the number is its partial's.
  case scope(Int32)
  case blank
  case empty

  /// Liquid's: everything but nil and false.
  var isTrue: Bool {
    switch self {
    case .null, .boolean(false): false
    default: true
    }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

/// Where the bytes of a text lie.
struct TextReference: Sendable {
  enum Source: UInt8, Sendable {
    /// The program's literals.
    case literal
    /// The contact's row.
    case row
    /// What filters and captures made in this rendering.
    case scratch
    /// The data of a conformance rendering.
    case data
  }

  var source: Source
  /// Already escaped for where the template's output goes.
  var isMarkup: Bool
  var start: Int32
  var count: Int32

  var range: Range<Int> { Int(start)..<Int(start) + Int(max(0, count)) }

  static let empty = TextReference(source: .scratch, isMarkup: false, start: 0, count: 0)
}
