/// The values of all names of a conformance rendering.
///
/// A name has up to four: what a loop or an argument binds hides what `assign` gave, which hides what
/// `increment` counts, which hides the data. An isolated partial has a block of the first three of its own.
struct DynamicNames: Sendable {
  var bound: [LiquidValue?] = []
  private var assigned: [LiquidValue?] = []
  private var counters: [LiquidValue?] = []
  private var data: [LiquidValue] = []
  /// Where the current block begins.
  private(set) var base = 0
  private var count = 0

  mutating func begin(_ program: DynamicProgram, _ tree: DataTree) {
    count = program.names.count
    base = 0
    bound.removeAll(keepingCapacity: true)
    assigned.removeAll(keepingCapacity: true)
    counters.removeAll(keepingCapacity: true)
    data.removeAll(keepingCapacity: true)
    for name in program.names {
      var value = LiquidValue.null
      if case .object(let start, let size) = tree.root {
        value =
          name.utf8.withUnsafeBytes {
            tree.member(named: $0, hash: name.hash, ofObject: start, count: size)
          } ?? .null
      }
      data.append(value)
    }
    grow()
  }

  private mutating func grow() {
    for _ in 0..<count {
      bound.append(nil)
      assigned.append(nil)
      counters.append(nil)
    }
  }

  /// Opens a block in which nothing has a value but the data; returns the base to go back to.
  mutating func open() -> Int {
    let outer = base
    base = bound.count
    grow()
    return outer
  }

  mutating func close(to outer: Int) {
    guard base >= count else { return }
    bound.removeLast(bound.count - base)
    assigned.removeLast(assigned.count - base)
    counters.removeLast(counters.count - base)
    base = outer
  }

  /// Forgets all values of the current block.
  mutating func clear() {
    for place in base..<bound.count {
      bound[place] = nil
      assigned[place] = nil
      counters[place] = nil
    }
  }

  subscript(name: Int32) -> LiquidValue { value(of: name, in: base) }

  /// In the block that begins at `base`, if that is still open.
  func value(of name: Int32, in base: Int) -> LiquidValue {
    let place = base + Int(name)
    guard place < bound.count else { return data[Int(name)] }
    return bound[place] ?? assigned[place] ?? counters[place] ?? data[Int(name)]
  }

  func isBound(_ name: Int32) -> Bool {
    let place = base + Int(name)
    return bound[place] != nil || assigned[place] != nil
  }

  mutating func assign(_ name: Int32, _ value: LiquidValue) {
    assigned[base + Int(name)] = value
  }

  /// Binds a name and returns what it was bound to before.
  @discardableResult
  mutating func bind(_ name: Int32, _ value: LiquidValue?) -> LiquidValue? {
    let place = base + Int(name)
    let old = bound[place]
    bound[place] = value
    return old
  }

  /// The counter's value before the step up, or behind the step down.
  mutating func step(_ name: Int32, isIncrement: Bool) -> LiquidValue {
    let place = base + Int(name)
    var number: Int64 = 0
    if case .integer(let old) = counters[place] { number = old }
    let next = isIncrement ? number &+ 1 : number &- 1
    counters[place] = .integer(next)
    return .integer(isIncrement ? number : next)
  }
}
