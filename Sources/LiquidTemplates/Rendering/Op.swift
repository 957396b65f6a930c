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
  /// Between two turns of a table: the rest of the cell, and the next row.
  case endCell
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
  /// Ends a capture and prints it unless the register remembers just that.
  case endIfChanged(Int32)
  /// Leaves the counter's value before (up) or behind (down) the step.
  case count(Int32, isIncrement: Bool)
  /// Takes so many values and leaves the one whose turn it is, by a register.
  case cycle(Int32, count: Int32)
  /// The same, by the name under the values.
  case cycleNamed(count: Int32)
  case clearRegisters(Int32, count: Int32)

  // Conformance: names and partials that only the rendering knows.
  case pushName(Int32)
  case bind(Int32)
  case countName(Int32, isIncrement: Bool)
  /// Ends a capture and leaves its text.
  case endCaptureValue
  /// The property of a name, of any value.
  case member(Int32)
  /// Takes arguments, subject and name of a partial, as far as its call has them.
  case enterCall(Int32)
  case bindArgument(Int32)
  case startCall
  case endCall
  /// `break` or `continue` outside of a loop of its own text.
  case interrupt(isBreak: Bool)
  case fail(RenderFailure)
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
  case name
  case col
  case col0
  case colFirst = "col_first"
  case colLast = "col_last"
  case row

  static let ofLoops: [ValueProperty] = [
    .first, .index, .index0, .last, .length, .name, .parentloop, .rindex, .rindex0,
  ]
  static let ofTables: [ValueProperty] = [
    .col, .col0, .colFirst, .colLast, .first, .index, .index0, .last, .length, .rindex, .rindex0,
    .row,
  ]
  static let ofLists: [ValueProperty] = [.first, .last, .size]
}
