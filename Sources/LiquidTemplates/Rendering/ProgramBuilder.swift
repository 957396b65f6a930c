import Diagnostics

/// Checks a parsed template against its scope and lays down its operations, in one walk.
struct ProgramBuilder {
  let scope: TemplateScope
  let context: TemplateContext
  let syntax: LiquidSyntax
  /// The names and partials of a conformance program.
  var dynamic: DynamicProgram?
  var registerCount: Int32 = 0
  let source: TemplateSource
  /// The text that the nodes being walked were read from.
  var text: MappedText
  var findings: Findings
  var flow = Flow()
  var frame = Frame()
  var facts = ProgramFacts()
  /// The zones that may be named; nil if nobody knows.
  var zones: KnownZones?

  private(set) var ops: [Op] = []
  /// The operation at which each label stands; -1 until it is placed.
  private var labels: [Int32] = []
  private var pending: [UInt8] = []
  private(set) var literals = LiteralTable()
  private var constants: [LiquidValue] = []
  var filters: [Program.FilterCall] = []
  var loopTable: [Program.Loop] = []
  private var variableCount: Int32 = 0
  /// The partials being laid in, outermost first.
  var activePartials: [[UInt8]] = []
  /// How many partials were laid in, each as often as it is rendered.
  var laidIn = 0
  /// Parsed partials by name.
  var parsedPartials: [[UInt8]: Block] = [:]
  /// How many loops are open, in this frame and around it.
  var loopDepth = 0

  /// How many unknown names were compared with the known ones.
  var suggestions = 0
  /// Hundreds of unknown names in one template are no misspellings.
  static let maximumSuggestions = 200

  /// The value that was printed last into a link whose scheme was open.
  var linkValue: SourceRange?

  static let maximumNames = 1000

  /// What `assign` and `capture` gave values to, and which of it is read.
  var assignments: [Assignment] = []
  var readVariables: Set<Int32> = []
  /// What is said only of a template without errors: it may follow from one.
  var doubts: [Diagnostic] = []
  /// How many partials are included here, which share the names around them.
  var includes = 0

  private var saidTooLarge = false

  /// More than a template of 1 MiB has, unless partials multiply.
  private static let maximumOps = 1 << 20
  private static let maximumLiteralBytes = 8 << 20

  init(
    source: TemplateSource, scope: TemplateScope, context: TemplateContext,
    syntax: LiquidSyntax = .checked, zones: KnownZones? = nil, findings: Findings
  ) {
    self.source = source
    self.syntax = syntax
    if !syntax.isChecked { dynamic = DynamicProgram() }
    self.text = source.main
    self.scope = scope
    self.context = context
    self.findings = findings
    self.zones = zones
    ops.reserveCapacity(16)
    literals.reserve(min(source.main.utf8.count, 1 << 16))
  }

  /// Partials laid into partials can multiply beyond all measure: no more is laid down.
  var isTooLarge: Bool {
    ops.count >= ProgramBuilder.maximumOps
      || literals.plain.count + pending.count >= ProgramBuilder.maximumLiteralBytes
  }

  /// Says once that text is left out, where that begins.
  mutating func reportTooLarge(at range: Range<Int>) {
    guard !saidTooLarge else { return }
    saidTooLarge = true
    report("liquid-syntax", "partials make this template too large", at: range)
  }

  /// The finished program; the builder is not to be used again.
  mutating func finish() -> Program {
    append(.stop)
    checkAssignments()
    var ops: [Op] = []
    swap(&ops, &self.ops)
    if !labels.isEmpty {
      for i in ops.indices { ops[i] = ops[i].retargeted { labels[Int($0)] } }
    }
    for i in loopTable.indices {
      loopTable[i].nextTurn = labels[Int(loopTable[i].nextTurn)]
      loopTable[i].end = labels[Int(loopTable[i].end)]
    }
    if var known = dynamic {
      for i in known.partials.indices where known.partials[i].entry >= 0 {
        known.partials[i].entry = labels[Int(known.partials[i].entry)]
      }
      dynamic = known
    }
    return Program(
      ops: ops, literals: literals, constants: constants, filters: filters, loops: loopTable,
      variableCount: Int(variableCount), registerCount: Int(registerCount), dynamic: dynamic,
      context: context, facts: facts)
  }

  mutating func append(_ op: Op) {
    flushLiteral()
    ops.append(op)
  }

  /// Bytes printed as they are.
  mutating func literal(_ bytes: [UInt8]) {
    guard !isTooLarge else {
      reportTooLarge(at: 0..<0)
      return
    }
    if context.hasTags { passLiteral(bytes) }
    pending += bytes
  }

  private mutating func flushLiteral() {
    guard !pending.isEmpty else { return }
    ops.append(.literal(literals.add(pending)))
    pending.removeAll(keepingCapacity: true)
  }

  mutating func label() -> Int32 {
    labels.append(-1)
    return Int32(labels.count - 1)
  }

  /// The next operation is where jumps to the label go.
  mutating func place(_ label: Int32) {
    flushLiteral()
    labels[Int(label)] = Int32(ops.count)
  }

  mutating func jump(to label: Int32) {
    append(.jump(to: label))
  }

  mutating func newVariable() -> Int32 {
    variableCount += 1
    return variableCount - 1
  }

  /// A register of the frame's for what `key` says; every frame has its own.
  mutating func register(_ key: [UInt8]) -> Int32 {
    if let register = frame.registers[key] { return register }
    let register = newRegister()
    frame.registers[key] = register
    return register
  }

  mutating func newRegister() -> Int32 {
    registerCount += 1
    return registerCount - 1
  }

  /// Appends an operation that `replace` is to fill in, and returns its place.
  mutating func reserveOp() -> Int {
    append(.clearRegisters(0, count: 0))
    return ops.count - 1
  }

  mutating func replace(at place: Int, with op: Op) {
    ops[place] = op
  }

  mutating func constant(_ value: LiquidValue) -> Int32 {
    constants.append(value)
    return Int32(constants.count - 1)
  }

  /// A constant text.
  mutating func constant(text bytes: [UInt8], isMarkup: Bool = false) -> Int32 {
    let index = Int(literals.add(bytes))
    let literal = literals.ranges[index].plain
    return constant(
      .text(
        TextReference(
          source: .literal, isMarkup: isMarkup, start: Int32(literal.lowerBound),
          count: Int32(literal.count))))
  }

  /// The index of a literal outside the running text.
  mutating func literalIndex(_ bytes: [UInt8]) -> Int32 { literals.add(bytes) }

  mutating func report(
    _ rule: RuleID, _ message: String, severity: Severity = .error, at range: Range<Int>,
    label: String = "", notes: [String] = [], help: String? = nil, near: NearMatch? = nil
  ) {
    findings.report(
      Diagnostic(
        rule, severity, message, at: text.range(range), label: label, notes: notes, help: help
      ).respelt(near))
  }
}

extension Op {
  /// The operation with its label replaced by the place of it.
  fileprivate func retargeted(_ place: (Int32) -> Int32) -> Op {
    switch self {
    case .jump(let to): .jump(to: place(to))
    case .jumpIfColumn(let slot, let to): .jumpIfColumn(slot, to: place(to))
    case .jumpUnlessColumn(let slot, let to): .jumpUnlessColumn(slot, to: place(to))
    case .jumpIfText(let slot, let text, let to):
      .jumpIfText(slot, literal: text, to: place(to))
    case .jumpUnlessText(let slot, let text, let to):
      .jumpUnlessText(slot, literal: text, to: place(to))
    case .jumpIf(let to): .jumpIf(to: place(to))
    case .jumpUnless(let to): .jumpUnless(to: place(to))
    case .beginLoop(let loop, let to): .beginLoop(loop, to: place(to))
    case .nextTurn(let to): .nextTurn(to: place(to))
    default: self
    }
  }
}
