import CivilTime

/// Renders templates, one message after another; keeps its memory between renderings. One a thread.
package struct TemplateRenderer: Sendable {
  static let maximumOutput = 1 << 20
  static let maximumTurns = 100_000

  var evaluation = Evaluation()
  var variables: [LiquidValue] = []
  var loops: [LoopState] = []
  /// What captures that are open have printed, one after the other.
  var captured = ByteBuffer()
  /// Where in `captured` each open capture begins.
  var captureStarts: [Int] = []
  /// Scratch and items below these belong to variables and loops; above, to the statement at hand.
  var keptScratch = 0
  var keptItems = 0
  /// The column whose null was pushed last in this statement; negative for none.
  var nullColumn: Int32 = -1
  var turns = 0

  package init() {}

  /// Appends the rendered template to `output`. Unless the outcome is `complete`, `output` is as it was.
  ///
  /// `row` has a cell for every column of the scope that the template was compiled for; one that
  /// lacks counts as null. `clock` is what `'now'` means, `zone` the contact's.
  package mutating func render(
    _ template: Template, row: borrowing ContactRow, clock: Instant, zone: ZoneRules,
    reserved: borrowing ReservedTexts, missing: MissingValuePolicy,
    encoding: OutputEncoding = .plain, appendingTo output: inout ByteBuffer
  ) -> RenderOutcome {
    let program = template.program
    if let outcome = program.renderPlainly(
      row: row, reserved: reserved, allowsMissing: missing == .blank, encoding: encoding,
      appendingTo: &output)
    {
      return outcome
    }
    let start = output.count
    if program.needsEvaluation {
      begin(program, row: copy row, clock: clock, zone: zone)
    }
    var outcome = RenderOutcome.complete
    do throws(RenderStop) {
      try run(
        program, row: row, reserved: reserved, allowsMissing: missing == .blank,
        encoding: encoding, output: &output)
    } catch {
      switch error {
      case .missing(let column): outcome = .missing(column: column)
      case .aborted(let reason): outcome = .aborted(reason: reason)
      case .failed(let failure): outcome = .failed(failure)
      }
      output.truncate(to: start)
    }
    // Let go of the row's memory: the next contact is read into it.
    if program.needsEvaluation { end() }
    return outcome
  }

  private mutating func begin(
    _ program: Program, row: consuming ContactRow, clock: Instant, zone: ZoneRules
  ) {
    evaluation.row = row
    evaluation.literals = program.plain
    evaluation.clock = clock
    evaluation.zone = zone
    evaluation.context = program.context
    evaluation.scratch.removeAll(keepingCapacity: true)
    evaluation.items.removeAll(keepingCapacity: true)
    evaluation.stack.removeAll(keepingCapacity: true)
    variables.removeAll(keepingCapacity: true)
    for _ in 0..<program.variableCount { variables.append(.null) }
    loops.removeAll(keepingCapacity: true)
    keptScratch = 0
    keptItems = 0
    nullColumn = -1
    turns = 0
  }

  /// Nothing may be left that a program without values would see.
  private mutating func end() {
    captured.removeAll(keepingCapacity: true)
    captureStarts.removeAll(keepingCapacity: true)
    evaluation.operations = 0
    evaluation.row = ContactRow()
    evaluation.literals = []
  }

  /// Frees what the statement made and nobody keeps.
  mutating func endStatement() {
    evaluation.scratch.truncate(to: keptScratch)
    if evaluation.items.count > keptItems {
      evaluation.items.removeLast(evaluation.items.count - keptItems)
    }
    evaluation.stack.removeAll(keepingCapacity: true)
    nullColumn = -1
  }

  /// Keeps all that has been made so far.
  mutating func keepAll() {
    keptScratch = evaluation.scratch.count
    keptItems = evaluation.items.count
    evaluation.stack.removeAll(keepingCapacity: true)
    nullColumn = -1
  }
}

/// Why a rendering stops before its end.
enum RenderStop: Error {
  case missing(Int?)
  case aborted(Int)
  case failed(RenderFailure)
}

/// One open loop.
struct LoopState: Sendable {
  let collection: LiquidValue
  let variable: Int32
  /// The items from `start` on, `count` of them, are gone through.
  let start: Int
  let count: Int
  let isReversed: Bool
  let hasParent: Bool
  /// 0 in the first turn.
  var turn: Int

  /// The place in the collection of this turn's item.
  var place: Int { isReversed ? start + count - 1 - turn : start + turn }
}
