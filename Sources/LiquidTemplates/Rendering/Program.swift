/// What a template compiles to: a flat list of operations and the tables they point into.
final class Program: Sendable {
  /// A literal's bytes, as they are and as they stand in a JSON string.
  struct Literal: Sendable {
    let plain: Range<Int>
    let json: Range<Int>
  }

  struct Loop: Sendable {
    let variable: Int32
    let hasLimit: Bool
    let hasOffset: Bool
    let isReversed: Bool
    /// Stands in another loop of the same text.
    let hasParent: Bool
    let kind: LoopHead.Kind
    let hasColumns: Bool
    /// Where the place is kept at which `offset: continue` goes on; negative for none.
    var offsetRegister: Int32 = -1
    var continues = false
    /// What `forloop.name` prints, as a constant.
    var name: Int32 = -1
    /// Operations: the end of a turn, and of the loop.
    var nextTurn: Int32 = 0
    var end: Int32 = 0
  }

  struct FilterCall: Sendable {
    /// Empty for what the compiler itself lays down.
    var name = ""
    let apply: FilterFunction
    /// Declared parameters; that many values are on the stack above the input.
    let parameters: Int
    /// Bit n: parameter n was given.
    let given: UInt8
    /// Bit n: parameter n may be nil without making the result nil.
    let mayBeNull: UInt8
    let takesNull: Bool
  }

  let ops: [Op]
  let literals: [Literal]
  let plain: [UInt8]
  let json: [UInt8]
  let constants: [LiquidValue]
  let filters: [FilterCall]
  let loops: [Loop]
  let variableCount: Int
  /// Whole numbers that begin at 0: of cycles, of loops that go on, of `ifchanged`.
  let registerCount: Int
  /// Nil in checked mode.
  let dynamic: DynamicProgram?
  let context: TemplateContext
  /// Uses the stack: a program of literals and columns alone does not.
  let needsEvaluation: Bool
  let columns: [Int]
  /// A column that may be empty is printed without anything in its place.
  let canLack: Bool
  /// May end otherwise than complete for another reason.
  let canFail: Bool
  let grows: Bool
  let printsUnsubscribeLink: Bool
  let abortReasons: [String]
  let fallbacks: [ColumnFallback]
  /// How often columns and reserved texts are printed.
  let prints: Int
  /// A link may become `#`.
  let checksLinks: Bool
  /// See `Template.isPlain` and `Template.isPlainLine`.
  let isPlain: Bool
  let isPlainLine: Bool
  /// What all literals together need.
  let literalRoom: Int

  init(
    ops: [Op], literals: LiteralTable, constants: [LiquidValue], filters: [FilterCall],
    loops: [Loop], variableCount: Int, registerCount: Int, dynamic: DynamicProgram?,
    context: TemplateContext, facts: ProgramFacts
  ) {
    self.ops = ops
    self.literals = literals.ranges
    self.plain = literals.plain
    self.json = literals.json
    self.constants = constants
    self.filters = filters
    self.loops = loops
    self.variableCount = variableCount
    self.registerCount = registerCount
    self.dynamic = dynamic
    self.context = context
    self.columns = facts.columns.sorted()
    self.canLack = facts.canLack
    self.canFail = facts.canFail
    self.grows = facts.grows
    self.printsUnsubscribeLink = facts.printsUnsubscribeLink
    self.abortReasons = facts.abortReasons
    self.fallbacks = facts.fallbacks
    var prints = 0
    var needsEvaluation = false
    var checksLinks = false
    for op in ops {
      switch op {
      case .column(_, .link), .columnOrLiteral(_, .link, literal: _), .print(.link, column: _),
        .column(_, .markdownLink), .columnOrLiteral(_, .markdownLink, literal: _),
        .print(.markdownLink, column: _):
        checksLinks = true
      default: break
      }
      switch op {
      case .column, .columnOrLiteral, .reserved, .print: prints += 1
      default: break
      }
      switch op {
      case .literal, .column, .columnOrLiteral, .reserved, .jump, .jumpIfColumn, .jumpUnlessColumn,
        .jumpIfText, .jumpUnlessText, .abort, .stop:
        break
      default: needsEvaluation = true
      }
    }
    self.prints = prints
    isPlain = ops.count < Evaluation.maximumOperations && ops.allSatisfy(\.isPlain)
    isPlainLine =
      isPlain && ops.allSatisfy(\.isOfOneLine) && !Program.hasControls(literals.plain)
    literalRoom = max(literals.plain.count, literals.json.count)
    self.checksLinks = checksLinks
    self.needsEvaluation = needsEvaluation
  }

  /// The same program; what the rendering of plain templates touches lies in memory of its own.
  init(copying other: Program) {
    ops = other.ops.withUnsafeBufferPointer { Array($0) }
    literals = other.literals.withUnsafeBufferPointer { Array($0) }
    plain = other.plain.withUnsafeBufferPointer { Array($0) }
    json = other.json.withUnsafeBufferPointer { Array($0) }
    constants = other.constants.withUnsafeBufferPointer { Array($0) }
    filters = other.filters.withUnsafeBufferPointer { Array($0) }
    loops = other.loops.withUnsafeBufferPointer { Array($0) }
    variableCount = other.variableCount
    registerCount = other.registerCount
    dynamic = other.dynamic
    context = other.context
    needsEvaluation = other.needsEvaluation
    columns = other.columns
    canLack = other.canLack
    canFail = other.canFail
    grows = other.grows
    printsUnsubscribeLink = other.printsUnsubscribeLink
    abortReasons = other.abortReasons
    fallbacks = other.fallbacks
    prints = other.prints
    checksLinks = other.checksLinks
    isPlain = other.isPlain
    isPlainLine = other.isPlainLine
    literalRoom = other.literalRoom
  }
}

/// What a program's users want to know of it without running it.
struct ProgramFacts: Sendable {
  var columns: Set<Int> = []
  var canLack = false
  var canFail = false
  /// Texts may become longer than the columns in them.
  var grows = false
  var printsUnsubscribeLink = false
  var abortReasons: [String] = []
  var fallbacks: [ColumnFallback] = []
}

/// The literals of a program, each laid down twice: plain, and escaped for a JSON string.
struct LiteralTable: Sendable {
  private(set) var plain: [UInt8] = []
  private(set) var json: [UInt8] = []
  private(set) var ranges: [Program.Literal] = []
  /// Memory that each literal is escaped in.
  private var escaped = ByteBuffer()

  /// Makes room for so many bytes.
  mutating func reserve(_ count: Int) {
    plain.reserveCapacity(count)
    json.reserveCapacity(count)
  }

  mutating func add(_ bytes: [UInt8]) -> Int32 {
    let start = (plain: plain.count, json: json.count)
    plain += bytes
    if bytes.withUnsafeBytes({ ByteWord.isPlain($0) }) {
      json += bytes
    } else {
      escaped.removeAll()
      bytes.withUnsafeBytes { escaped.append($0, encoding: .jsonText) }
      escaped.withBytes { json.append(contentsOf: $0) }
    }
    ranges.append(
      Program.Literal(plain: start.plain..<plain.count, json: start.json..<json.count))
    return Int32(ranges.count - 1)
  }
}
