import CivilTime

/// Follows the ways through a template's operations, the very ones that the renderer runs, with a reader.
///
/// A loop has no turn, or any number; what is captured is read where it is printed. Ways that end in
/// `abort_message` send nothing, and do not count. The first search takes every answer to every question for
/// possible and is linear for most templates; only if a way was found, a second one remembers what each way
/// has asked.
struct WaySearch<Reader: WayReader> {
  let program: Program
  let scope: TemplateScope
  /// By the operation that begins a capture, the one that ends it; nil if they cannot be told.
  private let ends: [Int: Int]?
  private let joins: Set<Int>

  /// Operations and, by the dozen, bytes.
  private static var budget: Int { 200_000 }

  init(_ template: Template, _ scope: TemplateScope) {
    program = template.program
    self.scope = scope
    ends = WaySearch.captureEnds(program.ops)
    joins = Set(program.ops.compactMap { $0.target })
  }

  /// Whether some way ends with a reader that is not settled and of which `isWanted` holds.
  func search(
    from reader: Reader, where isWanted: (Reader) -> Bool = { _ in true }
  ) -> WayAnswer {
    guard ends != nil, program.dynamic == nil else { return .notDecided }
    switch run(from: reader, remembers: false, isWanted) {
    case .none: return .none
    case .found, .notDecided: return run(from: reader, remembers: true, isWanted)
    }
  }

  private struct Point: Hashable {
    var next = 0
    var reader: Reader
    var stack: [WayMeaning] = []
    var variables: [Int32: WayMeaning] = [:]
    /// Captures being read: where each ends, and where to go on.
    var calls: [Call] = []
    var facts = WayFacts()
  }

  private struct Call: Hashable {
    let start: Int
    let end: Int
    let resume: Int
  }

  private struct Branch {
    var point: Point
    /// The answer that led here, by its place among the answers; -1 at the start.
    var answer: Int
  }

  private struct Answer {
    let previous: Int
    let words: String?
  }

  private func run(
    from reader: Reader, remembers: Bool, _ isWanted: (Reader) -> Bool
  ) -> WayAnswer {
    var waiting = [Branch(point: Point(reader: reader), answer: -1)]
    var answers: [Answer] = []
    var seen: Set<Point> = []
    var work = 0
    while var branch = waiting.popLast() {
      follow: while true {
        work += 1
        guard work < WaySearch.budget else { return .notDecided }
        if branch.point.reader.isSettled { break }
        if let call = branch.point.calls.last, branch.point.next == call.end {
          branch.point.calls.removeLast()
          branch.point.next = call.resume
        }
        let place = branch.point.next
        guard place < program.ops.count else { break }
        if joins.contains(place), !seen.insert(branch.point).inserted { break }
        switch step(&branch.point, &work) {
        case .on: continue
        case .over: break follow
        case .done:
          if isWanted(branch.point.reader) { return .found(words(answers, branch.answer)) }
          break follow
        case .either(let question, let target):
          // With `answer`, control goes to the target.
          for (answer, isJump) in [(question.jumpsIf, true), (!question.jumpsIf, false)] {
            var point = branch.point
            if isJump { point.next = target }
            if remembers {
              guard point.facts.note(question.meaning, is: answer, scope) else { continue }
              let words = answered(question.meaning, answer)
              answers.append(Answer(previous: branch.answer, words: words))
              waiting.append(Branch(point: point, answer: answers.count - 1))
            } else {
              if let truth = question.meaning.truth, truth != answer { continue }
              waiting.append(Branch(point: point, answer: -1))
            }
          }
          break follow
        }
      }
    }
    return .none
  }

  private func answered(_ meaning: WayMeaning, _ answer: Bool) -> String? {
    guard meaning.truth == nil else { return nil }
    if answer { return meaning.words(scope) }
    switch meaning {
    case .equality(let column, let text, let isEqual):
      return WayMeaning.equality(column: column, text, isEqual: !isEqual).words(scope)
    case .absence(let column, let isAbsent):
      return WayMeaning.absence(column: column, isAbsent: !isAbsent).words(scope)
    case .column: return meaning.words(scope).map { "no \($0)" }
    default: return meaning.words(scope).map { "not \($0)" }
    }
  }

  private func words(_ answers: [Answer], _ last: Int) -> [String] {
    var words: [String] = []
    var next = last
    while answers.indices.contains(next) {
      if let said = answers[next].words, !words.contains(said) { words.append(said) }
      next = answers[next].previous
    }
    return words.reversed()
  }
}

extension WaySearch {
  struct Question {
    let meaning: WayMeaning
    let jumpsIf: Bool
  }

  private enum Outcome {
    case on
    /// Nothing is sent on this way.
    case over
    case done
    case either(Question, target: Int)
  }

  private func step(_ point: inout Point, _ work: inout Int) -> Outcome {
    let place = point.next
    point.next += 1
    switch program.ops[place] {
    case .literal(let index):
      let range = program.literals[Int(index)].plain
      work += range.count / 12
      point.reader.read(program.plain[range])
    case .column(let slot, _):
      let isPresent = point.facts.isPresent(Int(slot))
      point.reader.read(.column(Int(slot), isPresent: isPresent))
    case .columnOrLiteral(let slot, _, let index):
      let range = program.literals[Int(index)].plain
      point.reader.read(.columnOr(Int(slot), fallback: program.plain[range]))
    case .reserved(let name, _): point.reader.read(.reserved(name))
    case .print: print(point.stack.popLast() ?? .unknown, &point)
    case .jump(let to): point.next = Int(to)
    case .jumpIfColumn(let slot, let to):
      return .either(Question(meaning: .column(slot), jumpsIf: true), target: Int(to))
    case .jumpUnlessColumn(let slot, let to):
      return .either(Question(meaning: .column(slot), jumpsIf: false), target: Int(to))
    case .jumpIfText(let slot, let index, let to), .jumpUnlessText(let slot, let index, let to):
      var jumpsIf = true
      if case .jumpUnlessText = program.ops[place] { jumpsIf = false }
      let text = Array(program.plain[program.literals[Int(index)].plain])
      return .either(
        Question(meaning: .equality(column: slot, text, isEqual: true), jumpsIf: jumpsIf),
        target: Int(to))
    case .jumpIf(let to):
      let meaning = point.stack.popLast() ?? .unknown
      return .either(Question(meaning: meaning, jumpsIf: true), target: Int(to))
    case .jumpUnless(let to):
      let meaning = point.stack.popLast() ?? .unknown
      return .either(Question(meaning: meaning, jumpsIf: false), target: Int(to))
    case .beginLoop(let index, let to): return beginLoop(Int(index), to: Int(to), &point)
    case .nextTurn(let to):
      return .either(Question(meaning: .unknown, jumpsIf: true), target: Int(to))
    case .abort, .fail, .interrupt: return .over
    case .stop: return .done
    case .endCell, .endLoop, .endIfChanged, .clearRegisters: break
    case .beginCapture:
      guard let end = ends?[place] else { break }
      if case .endCapture(let slot, _) = program.ops[end] {
        point.variables[slot] = .capture(place + 1, end)
        point.next = end + 1
      }
    case .endCapture: break
    case .store(let slot): point.variables[slot] = point.stack.popLast() ?? .unknown
    default: evaluate(program.ops[place], &point)
    }
    return .on
  }

  private func beginLoop(_ index: Int, to none: Int, _ point: inout Point) -> Outcome {
    let loop = program.loops[index]
    let hasBounds = loop.hasLimit || loop.hasOffset || loop.continues
    for has in [loop.hasLimit, loop.hasOffset, loop.hasColumns] where has {
      _ = point.stack.popLast()
    }
    let collection = point.stack.popLast() ?? .unknown
    point.variables[loop.variable] = .unknown
    if case .range(let lower, let upper) = collection, !hasBounds {
      if lower > upper { point.next = none }
      return .on
    }
    // A list that is nil or empty has no turn; nobody asks for it in so many words.
    let words = hasBounds ? nil : collection.words(scope)
    return .either(
      Question(meaning: words.map { .expression("items in \($0)") } ?? .unknown, jumpsIf: false),
      target: none)
  }

  private func print(_ meaning: WayMeaning, _ point: inout Point) {
    switch meaning {
    case .null, .marker: break
    case .text(let bytes): point.reader.read(bytes[...])
    case .boolean(let flag): point.reader.read(Array((flag ? "true" : "false").utf8)[...])
    case .integer(let number): point.reader.read(Array(String(number).utf8)[...])
    case .column(let slot):
      let isPresent = point.facts.isPresent(Int(slot))
      point.reader.read(.column(Int(slot), isPresent: isPresent))
    case .reserved(let name): point.reader.read(.reserved(name))
    case .holding(let name): point.reader.read(.holding(name))
    case .capture(let start, let end):
      // One that prints itself is a loop's: of what it held before nothing is known.
      guard !point.calls.contains(where: { $0.start == start }), point.calls.count < 64 else {
        point.reader.read(.unknown)
        return
      }
      point.calls.append(Call(start: start, end: end, resume: point.next))
      point.next = start
    case .range, .equality, .absence, .expression, .unknown: point.reader.read(.unknown)
    }
  }

  /// By the operation that begins a capture, the one that ends it; nil with a `break` inside of one, which
  /// ends it a second time.
  private static func captureEnds(_ ops: [Op]) -> [Int: Int]? {
    var open: [Int] = []
    var ends: [Int: Int] = [:]
    for (place, op) in ops.enumerated() {
      switch op {
      case .beginCapture: open.append(place)
      case .endCapture, .endIfChanged:
        guard let start = open.popLast() else { return nil }
        ends[start] = place
      default: break
      }
    }
    return open.isEmpty ? ends : nil
  }
}

extension WaySearch {
  /// Operations that leave a value.
  private func evaluate(_ op: Op, _ point: inout Point) {
    switch op {
    case .pushConstant(let index): point.stack.append(constant(Int(index)))
    case .pushColumn(let slot): point.stack.append(.column(slot))
    case .pushReserved(let name): point.stack.append(.reserved(name))
    case .pushVariable(let slot): point.stack.append(point.variables[slot] ?? .null)
    case .pushLoop, .count: point.stack.append(.unknown)
    case .property(let property):
      let value = point.stack.popLast() ?? .unknown
      point.stack.append(
        value.words(scope).map { .expression("\($0).\(property.rawValue)") } ?? .unknown)
    case .index: combine(&point) { "\($0)[\($1)]" }
    case .range:
      let upper = point.stack.popLast() ?? .unknown
      let lower = point.stack.popLast() ?? .unknown
      if case .integer(let a) = lower, case .integer(let b) = upper {
        point.stack.append(.range(a, b))
      } else {
        point.stack.append(.unknown)
      }
    case .compare(let comparison):
      let right = point.stack.popLast() ?? .unknown
      let left = point.stack.popLast() ?? .unknown
      point.stack.append(compare(left, comparison, right))
    case .filter(let index): filter(program.filters[Int(index)], &point)
    case .cycle(_, let count): take(Int(count), &point)
    case .cycleNamed(let count): take(Int(count) + 1, &point)
    default: break
    }
  }

  private func take(_ count: Int, _ point: inout Point) {
    point.stack.removeLast(min(max(count, 0), point.stack.count))
    point.stack.append(.unknown)
  }

  private func combine(_ point: inout Point, _ spell: (String, String) -> String) {
    let right = point.stack.popLast()?.words(scope)
    let left = point.stack.popLast()?.words(scope)
    guard let left, let right, left.utf8.count + right.utf8.count < 500 else {
      point.stack.append(.unknown)
      return
    }
    point.stack.append(.expression(spell(left, right)))
  }

  private func constant(_ index: Int) -> WayMeaning {
    switch program.constants[index] {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .blank, .empty: .marker
    case .text(let text) where text.source == .literal: .text(Array(program.plain[text.range]))
    case .decimal(let number): .expression(spelled(number))
    case .date(let date): .expression("date \(date)")
    case .timestamp(let instant): .expression("timestamp \(instant.seconds)")
    default: .unknown
    }
  }

  private func spelled(_ number: ExactDecimal) -> String {
    var buffer = ByteBuffer()
    buffer.append(number)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  private func compare(
    _ left: WayMeaning, _ comparison: ComparisonOperator, _ right: WayMeaning
  ) -> WayMeaning {
    switch (left, comparison, right) {
    case (.column(let slot), .equal, .text(let text)), (.text(let text), .equal, .column(let slot)):
      return .equality(column: slot, text, isEqual: true)
    case (.column(let slot), .notEqual, .text(let text)),
      (.text(let text), .notEqual, .column(let slot)):
      return .equality(column: slot, text, isEqual: false)
    case (.column(let slot), .equal, .null), (.null, .equal, .column(let slot)):
      return .absence(column: slot, isAbsent: true)
    case (.column(let slot), .notEqual, .null), (.null, .notEqual, .column(let slot)):
      return .absence(column: slot, isAbsent: false)
    case (.column(let slot), .equal, .boolean(let flag)) where isBoolean(slot):
      return .equality(column: slot, Array((flag ? "true" : "false").utf8), isEqual: true)
    case (.column(let slot), .notEqual, .boolean(let flag)) where isBoolean(slot):
      return .equality(column: slot, Array((flag ? "true" : "false").utf8), isEqual: false)
    case (.text(let a), .equal, .text(let b)): return .boolean(a == b)
    case (.text(let a), .notEqual, .text(let b)): return .boolean(a != b)
    case (.boolean(let a), .equal, .boolean(let b)): return .boolean(a == b)
    case (.boolean(let a), .notEqual, .boolean(let b)): return .boolean(a != b)
    case (.integer(let a), .equal, .integer(let b)): return .boolean(a == b)
    case (.reserved(let name), .equal, let other), (let other, .equal, .reserved(let name)):
      if name.isAuthored, other.isNothing { return .boolean(false) }
    case (.reserved(let name), .notEqual, let other), (let other, .notEqual, .reserved(let name)):
      if name.isAuthored, other.isNothing { return .boolean(true) }
    default: break
    }
    guard let a = left.words(scope), let b = right.words(scope), a.utf8.count + b.utf8.count < 500
    else { return .unknown }
    return .expression("\(a) \(comparison.rawValue) \(b)")
  }

  private func isBoolean(_ slot: Int32) -> Bool {
    scope.columns.indices.contains(Int(slot)) && scope.columns[Int(slot)].type == .boolean
  }

  private func filter(_ call: Program.FilterCall, _ point: inout Point) {
    let count = min(call.parameters, point.stack.count)
    let arguments = point.stack.suffix(count)
    let named = arguments.compactMap(\.reserved).first
    point.stack.removeLast(count)
    let input = point.stack.popLast() ?? .unknown
    switch input {
    case .capture where WayFilters.keepMarkup.contains(call.name): point.stack.append(input)
    case .reserved(let name), .holding(let name):
      point.stack.append(WayFilters.keepText.contains(call.name) ? .holding(name) : .unknown)
    default:
      if let named, WayFilters.keepText.contains(call.name) {
        point.stack.append(.holding(named))
      } else if arguments.allSatisfy({ $0 == .null }), let words = input.words(scope) {
        point.stack.append(.expression("\(words) | \(call.name)"))
      } else {
        point.stack.append(.unknown)
      }
    }
  }
}

private enum WayFilters {
  /// What they are given stands in what they give.
  static let keepText: Set<String> = [
    "", "append", "default", "escape", "escape_once", "lstrip", "prepend", "raw", "rstrip",
    "squish", "strip", "strip_newlines", "url_encode", "url_param_escape", "url_escape",
    "cgi_escape", "newline_to_br", "replace", "replace_first", "h", "uri_escape",
  ]
  static let keepMarkup: Set<String> = [
    "", "append", "default", "escape", "escape_once", "lstrip", "prepend", "raw", "rstrip",
    "squish", "strip", "strip_newlines",
  ]
}

extension WayMeaning {
  fileprivate var isNothing: Bool {
    switch self {
    case .null, .marker: true
    case .text(let bytes): bytes.isEmpty
    default: false
    }
  }
}

extension Op {
  /// Where a jump goes.
  fileprivate var target: Int? {
    switch self {
    case .jump(let to), .jumpIfColumn(_, let to), .jumpUnlessColumn(_, let to),
      .jumpIfText(_, _, let to), .jumpUnlessText(_, _, let to), .jumpIf(let to),
      .jumpUnless(let to), .beginLoop(_, let to), .nextTurn(let to):
      Int(to)
    default: nil
    }
  }
}
