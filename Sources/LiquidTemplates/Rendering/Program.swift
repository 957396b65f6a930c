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
  }

  struct FilterCall: Sendable {
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
  /// How often columns and reserved texts are printed.
  let prints: Int

  init(
    ops: [Op], literals: LiteralTable, constants: [LiquidValue], filters: [FilterCall],
    loops: [Loop], variableCount: Int, context: TemplateContext, facts: ProgramFacts
  ) {
    self.ops = ops
    self.literals = literals.ranges
    self.plain = literals.plain
    self.json = literals.json
    self.constants = constants
    self.filters = filters
    self.loops = loops
    self.variableCount = variableCount
    self.context = context
    self.columns = facts.columns.sorted()
    self.canLack = facts.canLack
    self.canFail = facts.canFail
    self.grows = facts.grows
    self.printsUnsubscribeLink = facts.printsUnsubscribeLink
    self.abortReasons = facts.abortReasons
    var prints = 0
    var needsEvaluation = false
    for op in ops {
      switch op {
      case .column, .columnOrLiteral, .reserved, .print: prints += 1
      default: break
      }
      switch op {
      case .literal, .column, .columnOrLiteral, .reserved, .jump, .jumpIfColumn, .jumpUnlessColumn,
        .jumpIfText, .jumpUnlessText, .abort, .stop:
        break
      case .print, .jumpIf, .jumpUnless, .beginLoop, .nextTurn, .endLoop, .pushConstant,
        .pushColumn, .pushReserved, .pushVariable, .pushLoop, .property, .index, .range, .filter,
        .compare, .store, .beginCapture, .endCapture:
        needsEvaluation = true
      }
    }
    self.prints = prints
    self.needsEvaluation = needsEvaluation
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
}

/// The literals of a program, each laid down twice: plain, and escaped for a JSON string.
struct LiteralTable: Sendable {
  private(set) var plain: [UInt8] = []
  private(set) var json: [UInt8] = []
  private(set) var ranges: [Program.Literal] = []

  mutating func add(_ bytes: [UInt8]) -> Int32 {
    var escaped = ByteBuffer(capacity: bytes.count + 64)
    bytes.withUnsafeBytes { escaped.append($0, encoding: .jsonText) }
    let literal = Program.Literal(
      plain: plain.count..<plain.count + bytes.count, json: json.count..<json.count + escaped.count)
    plain += bytes
    json += escaped.bytes
    ranges.append(literal)
    return Int32(ranges.count - 1)
  }
}
