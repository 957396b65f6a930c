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
  /// Whole numbers that tags remember; a partial of its own has its own from `registerBase` on.
  var registers: [Int] = []
  var registerBase = 0
  /// What cycles whose name is a value have come to.
  var namedCycles: [[UInt8]: Int] = [:]
  /// What `ifchanged` printed last; registers say where.
  var changedTexts: [[UInt8]] = []
  /// How many links of the last rendering became `#`, because of their scheme.
  package internal(set) var replacedLinks = 0

  // Conformance mode.
  var names = DynamicNames()
  var calls: [PartialCall] = []
  var callArguments: [LiquidValue] = []
  /// What names were bound to before an include.
  var savedNames: [(name: Int32, old: LiquidValue?)] = []
  var variableBase = 0
  /// How many isolated partials are open.
  var isolation = 0

  /// `zones`: where the zones are found that templates name; without them there is UTC alone.
  package init(zones: ZoneDatabase? = nil) {
    evaluation.zones = zones.map { ZoneCache($0) }
  }

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
    replacedLinks = 0
    if let outcome = program.renderPlainly(
      row: row, reserved: reserved, allowsMissing: missing == .blank, encoding: encoding,
      replacedLinks: &replacedLinks, appendingTo: &output)
    {
      return outcome
    }
    return renderWhole(
      program, row: row, clock: clock, zone: zone, reserved: reserved,
      allowsMissing: missing == .blank, encoding: encoding, appendingTo: &output)
  }

  /// Renders with all limits watched.
  mutating func renderWhole(
    _ program: Program, row: borrowing ContactRow, clock: Instant, zone: ZoneRules,
    reserved: borrowing ReservedTexts, allowsMissing: Bool, encoding: OutputEncoding,
    appendingTo output: inout ByteBuffer
  ) -> RenderOutcome {
    let start = output.count
    if program.needsEvaluation {
      begin(program, row: copy row, clock: clock, zone: zone)
    }
    var outcome = RenderOutcome.complete
    do throws(RenderStop) {
      try run(
        program, row: row, reserved: reserved, allowsMissing: allowsMissing,
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
    evaluation.namedZone = nil
    evaluation.context = program.context
    evaluation.scratch.removeAll(keepingCapacity: true)
    evaluation.items.removeAll(keepingCapacity: true)
    evaluation.stack.removeAll(keepingCapacity: true)
    variables.removeAll(keepingCapacity: true)
    for _ in 0..<program.variableCount { variables.append(.null) }
    registers.removeAll(keepingCapacity: true)
    for _ in 0..<program.registerCount { registers.append(0) }
    registerBase = 0
    variableBase = 0
    if !namedCycles.isEmpty { namedCycles.removeAll(keepingCapacity: true) }
    if !changedTexts.isEmpty { changedTexts.removeAll(keepingCapacity: true) }
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
