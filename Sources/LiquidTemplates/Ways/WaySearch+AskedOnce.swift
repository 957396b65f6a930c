/// Questions whose answers need not be remembered.
extension WaySearch {
  /// Columns, and comparisons of columns with literals. With variables or captures, one place may ask twice.
  static func askedOnce(_ program: Program, _ scope: TemplateScope) -> Set<WayMeaning> {
    var uses: [Int32: Int] = [:]
    var asked: [Int32: WayMeaning] = [:]
    for op in program.ops {
      switch op {
      case .store, .beginCapture, .beginLoop: return []
      case .column(let slot, _), .pushColumn(let slot): uses[slot, default: 0] += 1
      case .jumpIfColumn(let slot, _), .jumpUnlessColumn(let slot, _):
        uses[slot, default: 0] += 1
        asked[slot] = .column(slot)
      case .jumpIfText(let slot, let index, _), .jumpUnlessText(let slot, let index, _):
        uses[slot, default: 0] += 1
        let text = Array(program.plain[program.literals[Int(index)].plain])
        asked[slot] = .equality(column: slot, text, isEqual: true)
      default: break
      }
    }
    return Set(asked.filter { uses[$0.key] == 1 }.values).union(
      comparisonsAskedOnce(program, scope))
  }

  /// `lead_score > 50`, of which no other place asks the same.
  private static func comparisonsAskedOnce(
    _ program: Program, _ scope: TemplateScope
  ) -> Set<WayMeaning> {
    var counts: [WayMeaning: Int] = [:]
    for (place, op) in program.ops.enumerated() where place >= 2 {
      guard case .compare(let comparison) = op,
        let left = spelled(program.ops[place - 2], program, scope),
        let right = spelled(program.ops[place - 1], program, scope)
      else { continue }
      counts[.expression("\(left) \(comparison.rawValue) \(right)"), default: 0] += 1
    }
    return Set(counts.filter { $0.value == 1 }.keys)
  }

  private static func spelled(_ op: Op, _ program: Program, _ scope: TemplateScope) -> String? {
    switch op {
    case .pushColumn(let slot): WayMeaning.column(slot).words(scope)
    case .pushConstant(let index): constant(Int(index), program).words(scope)
    default: nil
    }
  }
}
