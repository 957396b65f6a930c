/// The names that one text defines: the main text, the layout and each partial have their own.
struct Frame: Sendable {
  struct OpenLoop: Sendable {
    let variable: Identifier
    let slot: Int32
    let depth: Int32
    let nextTurn: Int32
    let end: Int32
    /// How many captures were open when the loop began.
    let captures: Int
    var continued: Flow?
    var broken: Flow?
  }

  /// Given values by `assign`, `capture` or as a partial's arguments; by name.
  var variables: [[UInt8]: Int32] = [:]
  /// Innermost last.
  var loops: [OpenLoop] = []
  /// The variables of open captures, innermost last.
  var captures: [Int32] = []
  /// The rendered main text, in a layout.
  var content: Content?

  enum Content: Sendable {
    case variable(Int32)
    /// Laid in where it is printed.
    case inline(Block)
  }
}

/// What a name stands for.
enum NameMeaning: Sendable {
  case variable(Int32)
  case loop(depth: Int32)
  case reserved(ReservedName)
  case column(Int)
  case content
}
