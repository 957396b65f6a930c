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
    let kind: LoopHead.Kind
    var continued: Flow?
    var broken: Flow?
  }

  /// Given values by `assign`, `capture` or as a partial's arguments; by name.
  var variables: [[UInt8]: Int32] = [:]
  /// Innermost last.
  var loops: [OpenLoop] = []
  /// Names of loops and of the arguments of includes, which hide all others; innermost last.
  var bound: [(name: [UInt8], slot: Int32)] = []
  /// What `increment` and `decrement` count; by name.
  var counters: [[UInt8]: Int32] = [:]
  /// By what they remember.
  var registers: [[UInt8]: Int32] = [:]
  /// The loop of `render … for` that this partial is a turn of.
  var renderLoop: Int32?
  /// The variables of open captures, innermost last.
  var captures: [Int32] = []
  /// Where in the html each of them stands.
  var places: [MarkupPlaces] = []
  /// The rendered main text, in a layout.
  var content: Content?

  enum Content: Sendable {
    case variable(Int32)
    /// Laid in where it is printed.
    case inline(Block)
    /// Handed to each rendering.
    case reserved
  }
}

/// What a name stands for.
enum NameMeaning: Sendable {
  case variable(Int32)
  case loop(depth: Int32)
  case table(depth: Int32)
  case reserved(ReservedName)
  case column(Int)
  case content
}
