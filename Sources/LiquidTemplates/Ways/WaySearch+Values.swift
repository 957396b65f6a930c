import CivilTime

extension WaySearch {
  /// Operations that leave a value.
  func evaluate(_ op: Op, _ point: inout Point) {
    switch op {
    case .pushConstant(let index): point.stack.append(WaySearch.constant(Int(index), program))
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

  static func constant(_ index: Int, _ program: Program) -> WayMeaning {
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

  private static func spelled(_ number: ExactDecimal) -> String {
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
