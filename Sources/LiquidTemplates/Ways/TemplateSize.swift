/// The least and the most that a template's own text, with what is known of values, can add up to.
struct TemplateSize {
  private let ops: [Op]
  private let weigh: (Op) -> Int
  private let better: (Int, Int) -> Int
  private let isLeast: Bool
  /// By the operation that begins a capture.
  private let ends: [Int: Int]
  /// What a variable prints, of those that one capture alone gives a value.
  private var captures: [Int32: Int] = [:]
  private let storedOnce: Set<Int32>

  init(_ program: Program, isLeast: Bool, weigh: @escaping (Op) -> Int) {
    ops = program.ops
    self.weigh = weigh
    self.isLeast = isLeast
    better = isLeast ? { min($0, $1) } : { max($0, $1) }
    var open: [Int] = []
    var ends: [Int: Int] = [:]
    var stores: [Int32: Int] = [:]
    for (place, op) in ops.enumerated() {
      switch op {
      case .beginCapture: open.append(place)
      case .endCapture(let slot, _):
        if let start = open.popLast() { ends[start] = place }
        stores[slot, default: 0] += 1
      case .endIfChanged: if let start = open.popLast() { ends[start] = place }
      case .store(let slot): stores[slot, default: 0] += 1
      default: break
      }
    }
    self.ends = ends
    storedOnce = Set(stores.filter { $0.value == 1 }.keys)
  }

  mutating func total() -> Int { total(of: 0..<ops.count) ?? 0 }

  /// Forward jumps alone: a further turn of a loop only adds. Nil if no way leads to the end.
  private mutating func total(of range: Range<Int>) -> Int? {
    var sums: [Int: Int] = [:]
    var last: Int?
    var here: Int? = 0
    /// As far as some jump leads from before here: what lies below may be passed over.
    var passed = range.lowerBound
    func reach(_ target: Int, _ sum: Int) {
      sums[target] = sums[target].map { better($0, sum) } ?? sum
      passed = max(passed, target)
    }
    var place = range.lowerBound
    while place < range.upperBound {
      if let other = sums.removeValue(forKey: place) {
        here = here.map { better($0, other) } ?? other
      }
      let op = ops[place]
      guard let sum = here else {
        place += 1
        continue
      }
      switch op {
      case .beginCapture:
        if let end = ends[place], end < range.upperBound, case .endCapture(let slot, _) = ops[end] {
          let isSure = passed <= place
          if let inside = total(of: place + 1..<end), storedOnce.contains(slot),
            isSure || !isLeast
          {
            captures[slot] = inside
          }
          place = end
        }
      case .jump(let to) where Int(to) > place:
        reach(Int(to), sum)
        here = nil
      case .jumpIfColumn(_, let to), .jumpUnlessColumn(_, let to), .jumpIfText(_, _, let to),
        .jumpUnlessText(_, _, let to), .jumpIf(let to), .jumpUnless(let to),
        .beginLoop(_, let to):
        if Int(to) > place { reach(Int(to), sum) }
      case .abort, .fail: here = nil
      case .stop:
        last = last.map { better($0, sum) } ?? sum
        here = nil
      case .print:
        if place > 0, case .pushVariable(let slot) = ops[place - 1] {
          here = add(sum, captures[slot] ?? 0)
        } else {
          here = add(sum, weigh(op))
        }
      default: here = add(sum, weigh(op))
      }
      place += 1
    }
    // A range that is captured ends without a `stop`.
    if let here { last = last.map { better($0, here) } ?? here }
    if let end = sums[range.upperBound] { last = last.map { better($0, end) } ?? end }
    return last
  }

  private func add(_ sum: Int, _ more: Int) -> Int {
    let (total, overflow) = sum.addingReportingOverflow(more)
    return overflow ? Int.max : total
  }
}

extension Template {
  /// Bytes that every rendering has at least, whoever the contact is.
  package var leastBytes: Int {
    var size = TemplateSize(program, isLeast: true) { [program] in
      program.literalRange($0)?.count ?? 0
    }
    return size.total()
  }

  /// Bytes that the template's own text has on the way on which it is longest, each loop with one turn.
  package var longestText: Int {
    var size = TemplateSize(program, isLeast: false) { [program] in
      program.literalRange($0)?.count ?? 0
    }
    return size.total()
  }

  /// Characters that some contact's rendering is sure to have: the template's own, the longest value of an
  /// enum, what stands in for a missing value. Other values are not counted.
  package func longestKnown(_ scope: TemplateScope) -> Int {
    let values = scope.columns.map { column -> Int in
      switch column.type {
      case .enumeration(let values): values.map { $0.unicodeScalars.count }.max() ?? 0
      case .boolean: 5
      case .date: 10
      case .timestamp: 20
      default: 0
      }
    }
    var size = TemplateSize(program, isLeast: false) { [program] op in
      switch op {
      case .literal: return program.literalRange(op).map { program.scalars($0) } ?? 0
      case .column(let slot, _): return values.indices.contains(Int(slot)) ? values[Int(slot)] : 0
      case .columnOrLiteral(let slot, _, let index):
        let known = values.indices.contains(Int(slot)) ? values[Int(slot)] : 0
        return max(known, program.scalars(program.literals[Int(index)].plain))
      default: return 0
      }
    }
    return size.total()
  }
}

extension Program {
  fileprivate func literalRange(_ op: Op) -> Range<Int>? {
    guard case .literal(let index) = op else { return nil }
    return literals[Int(index)].plain
  }

  fileprivate func scalars(_ range: Range<Int>) -> Int {
    plain[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
