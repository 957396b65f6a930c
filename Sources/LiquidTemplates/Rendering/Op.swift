/// One operation of a compiled template. Numbers are indices into the program's tables; `to` is an operation's.
enum Op: Sendable {
  // Output.
  case literal(Int32)
  case column(Int32, Escape)
  case columnOrLiteral(Int32, Escape, literal: Int32)
  case reserved(ReservedName, Escape)
  /// Takes a value; nil is a missing value of `column`, if that is not negative.
  case print(Escape, column: Int32)

  // Control.
  case jump(to: Int32)
  case jumpIfColumn(Int32, to: Int32)
  case jumpUnlessColumn(Int32, to: Int32)
  /// Ask whether a column holds the text of a literal.
  case jumpIfText(Int32, literal: Int32, to: Int32)
  case jumpUnlessText(Int32, literal: Int32, to: Int32)
  /// Take a value.
  case jumpIf(to: Int32)
  case jumpUnless(to: Int32)
  /// Takes offset and limit, if the loop has them, and what is looped over.
  case beginLoop(Int32, to: Int32)
  /// To the loop's body while there are turns left.
  case nextTurn(to: Int32)
  case endLoop
  case abort(reason: Int32)
  case stop

  // Values: each takes its operands from the stack and leaves one value.
  case pushConstant(Int32)
  case pushColumn(Int32)
  case pushReserved(ReservedName)
  case pushVariable(Int32)
  /// `forloop` of the loop at this depth.
  case pushLoop(Int32)
  case property(ValueProperty)
  case index
  case range
  case filter(Int32)
  case compare(ComparisonOperator)

  // Variables.
  case store(Int32)
  case beginCapture
  case endCapture(Int32, isMarkup: Bool)
}

/// What can be asked of a value by name.
enum ValueProperty: String, Sendable, CaseIterable {
  case size
  case first
  case last
  case index
  case index0
  case rindex
  case rindex0
  case length
  case parentloop

  static let ofLoops: [ValueProperty] = [
    .first, .index, .index0, .last, .length, .parentloop, .rindex, .rindex0,
  ]
  static let ofLists: [ValueProperty] = [.first, .last, .size]
}
