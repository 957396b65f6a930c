/// One operation after another, as the renderer would run them.
extension WaySearch {
  struct Question {
    let meaning: WayMeaning
    let jumpsIf: Bool
  }

  enum Outcome {
    case on
    /// Nothing is sent on this way.
    case over
    case done
    case either(Question, target: Int)
  }

  func step(_ point: inout Point, _ work: inout Int) -> Outcome {
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

  static func joins(_ ops: [Op]) -> [Bool] {
    var isJoin: [Bool] = []
    for op in ops {
      guard let target = op.target, ops.indices.contains(target) else { continue }
      if isJoin.isEmpty { isJoin = [Bool](repeating: false, count: ops.count) }
      isJoin[target] = true
    }
    return isJoin
  }

  /// By the operation that begins a capture, the one that ends it; nil with a `break` inside of one, which
  /// ends it a second time.
  static func captureEnds(_ ops: [Op]) -> [Int: Int]? {
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

extension Op {
  /// Where a jump goes.
  var target: Int? {
    switch self {
    case .jump(let to), .jumpIfColumn(_, let to), .jumpUnlessColumn(_, let to),
      .jumpIfText(_, _, let to), .jumpUnlessText(_, _, let to), .jumpIf(let to),
      .jumpUnless(let to), .beginLoop(_, let to), .nextTurn(let to):
      Int(to)
    default: nil
    }
  }
}
