import CampaignGraph
import CivilTime
import LiquidTemplates

/// Every term of a campaign's rules, each once.
struct TermTable: Sendable {
  private(set) var terms: [Term] = []
  private var numbers: [Term.Form: TermID] = [:]
  let segment: SegmentSchema
  /// Columns that some action sets: they may hold more than a row can.
  private let assigned: Set<Int>

  init(_ segment: SegmentSchema, assigned: Set<Int>) {
    self.segment = segment
    self.assigned = assigned
  }

  subscript(id: TermID) -> Term { terms[Int(id)] }

  func find(_ form: Term.Form) -> TermID? { numbers[form] }

  mutating func column(_ slot: Int) -> TermID {
    guard segment.columns.indices.contains(slot) else {
      return add(Term(form: .column(slot), family: .unknown, universe: .all, columns: [slot]))
    }
    // The values of an enum are many: they are listed once.
    if let known = find(.column(slot)) { return known }
    let column = segment.columns[slot]
    return add(
      Term(
        form: .column(slot), family: TermFamily(column.type),
        universe: assigned.contains(slot) ? .all : column.values, columns: [slot]))
  }

  mutating func now() -> TermID {
    add(Term(form: .now, family: .timestamp, universe: .notNull, isTimed: true))
  }

  mutating func today() -> TermID {
    add(Term(form: .today, family: .date, universe: .notNull, isTimed: true))
  }

  mutating func call(_ function: RuleFunction, _ operand: TermID) -> TermID {
    let isTimed = function == .daysSince || function == .daysUntil
    var universe = ValueSet.all
    if function == .size {
      universe = ValueSet(.numbers(.above(Number(0), isIncluded: true, isWhole: true)))
    }
    return add(
      derived(
        .call(function, operand), function == .lower ? .text : .integer, [operand],
        universe: universe, isStrict: function != .size, isTimed: isTimed))
  }

  mutating func negate(_ operand: TermID) -> TermID {
    add(derived(.negate(operand), self[operand].family, [operand], isStrict: true))
  }

  mutating func arithmetic(
    _ operation: RuleOperator, _ a: Term.Operand, _ b: Term.Operand, _ family: TermFamily
  ) -> TermID {
    add(derived(.arithmetic(operation, a, b), family, [a, b].compactMap(\.id), isStrict: true))
  }

  mutating func fact(_ key: FactKey) -> TermID {
    add(
      Term(form: .fact(key), family: .boolean, universe: .notNull, isTimed: key.within != nil))
  }

  mutating func waitFact(_ key: FactKey) -> TermID {
    add(Term(form: .waitFact(key), family: .boolean, universe: .notNull))
  }

  mutating func visited(_ email: NodeIndex?) -> TermID {
    add(Term(form: .visited(email), family: .boolean, universe: .notNull))
  }

  /// A question about its operands that is answered with yes or no; no if one of them is nil.
  mutating func question(_ form: Term.Form, _ operands: [TermID]) -> TermID {
    add(derived(form, .boolean, operands, universe: .notNull))
  }

  mutating func other() -> TermID {
    add(
      Term(
        form: .other(terms.count), family: .boolean, universe: .notNull, isTimed: true,
        columns: Set(segment.columns.indices)))
  }

  private func derived(
    _ form: Term.Form, _ family: TermFamily, _ operands: [TermID], universe: ValueSet = .all,
    isStrict: Bool = false, isTimed: Bool = false
  ) -> Term {
    var term = Term(form: form, family: family, universe: universe, operands: operands)
    term.isStrict = isStrict
    term.isTimed = isTimed || operands.contains { self[$0].isTimed }
    for operand in operands { term.columns.formUnion(self[operand].columns) }
    return term
  }

  private mutating func add(_ term: Term) -> TermID {
    if let known = numbers[term.form] { return known }
    let id = TermID(terms.count)
    numbers[term.form] = id
    terms.append(term)
    return id
  }

  /// Notes what follows from what; to be done when all rules have been read.
  mutating func connect() {
    for id in terms.indices {
      for operand in terms[id].operands { terms[Int(operand)].users.append(TermID(id)) }
      switch terms[id].form {
      case .less(let a, let b):
        terms[id].excluded = [.less(b, a), .same(a, b), .same(b, a)].compactMap { numbers[$0] }
      case .same(let a, let b):
        terms[id].excluded = [.less(a, b), .less(b, a)].compactMap { numbers[$0] }
      case .column, .now, .today, .call, .negate, .arithmetic, .fact, .waitFact, .visited,
        .predicate, .contains, .other:
        break
      }
      let weaker: [Term.Form]
      switch terms[id].form {
      case .fact(let key): weaker = TermTable.weaker(key, isWait: false)
      case .waitFact(let key): weaker = TermTable.weaker(key, isWait: true)
      case .visited(.some): weaker = [.visited(nil)]
      case .column, .now, .today, .call, .negate, .arithmetic, .visited(nil), .less, .same,
        .predicate,
        .contains, .other:
        continue
      }
      for form in weaker {
        guard let other = numbers[form], other != TermID(id) else { continue }
        note(TermID(id), implies: other)
      }
    }
    connectPredicates()
  }

  mutating func note(_ id: TermID, implies other: TermID) {
    terms[Int(id)].implied.append(other)
    terms[Int(other)].implying.append(id)
  }

  mutating func note(_ id: TermID, excludes other: TermID) {
    terms[Int(id)].excluded.append(other)
    terms[Int(other)].excluded.append(id)
  }

  private static func weaker(_ key: FactKey, isWait: Bool) -> [Term.Form] {
    var keys = [key]
    if key.within != nil { keys += keys.map { $0.with { $0.within = nil } } }
    if key.url != nil { keys += keys.map { $0.with { $0.url = nil } } }
    if key.step >= 0 { keys += keys.map { $0.with { $0.step = -1 } } }
    var forms = keys.map { Term.Form.fact($0) }
    // Not the other way round: a rule of the first enrollment also counts what was done before it.
    if isWait { forms = keys.map { .waitFact($0) } + forms }
    if key.isSent {
      forms.append(.visited(key.step < 0 ? nil : NodeIndex(Int(key.step))))
      forms.append(.visited(nil))
    }
    return forms
  }
}

extension Term.Operand {
  var id: TermID? {
    if case .term(let id) = self { id } else { nil }
  }
}

extension Column {
  /// What a cell of a row can hold.
  var values: ValueSet {
    let hasNull = isNullable && defaultText == nil
    switch type {
    case .enumeration(let names):
      return ValueSet(.texts(TextSet(Set(names.map { Array($0.utf8) }))), hasNull: hasNull)
    case .boolean: return ValueSet(.booleans(true: true, false: true), hasNull: hasNull)
    case .integer:
      let range = NumberSet.above(Number(.min), isIncluded: true, isWhole: true)
        .intersection(.below(Number(.max), isIncluded: true, isWhole: true))
      return ValueSet(.numbers(range), hasNull: hasNull)
    case .string, .email, .decimal, .date, .timestamp, .timezone, .url, .list:
      return ValueSet(.any, hasNull: hasNull)
    }
  }
}
