import CivilTime
import Diagnostics

extension ProgramBuilder {
  /// Pushes an expression and runs its filters.
  mutating func push(_ expression: FilteredExpression) -> StaticValue {
    var value = push(expression.base)
    for (i, filter) in expression.filters.enumerated() {
      value = apply(filter, to: value)
      if i == 0, value.isNullable, let part = partOfList(filter, of: expression.base) {
        value.isNullable = !flow.presentPaths.contains(part)
      }
    }
    return value
  }

  private mutating func apply(_ use: FilterUse, to input: StaticValue) -> StaticValue {
    if dynamic != nil {
      applyDynamic(use)
      return .any
    }
    guard let filter = FilterTable.all[use.name.text] else {
      report(
        FilterTable.unknown(
          use.name, suggests: suggestions < ProgramBuilder.maximumSuggestions))
      suggestions += 1
      for argument in use.arguments { _ = push(argument.value) }
      return .any
    }
    guard let arguments = arrange(use, for: filter) else { return .any }
    let fits = check(input, for: filter, use.name)
    checkRaw(use, input)
    checkDate(use, input)
    var given: UInt8 = 0
    var mayBeNull: UInt8 = 0
    var values: [StaticValue?] = []
    for (i, argument) in arguments.enumerated() {
      let bit = UInt8(1) << UInt8(truncatingIfNeeded: i)
      guard let argument else {
        append(.pushConstant(constant(.null)))
        values.append(nil)
        continue
      }
      given |= bit
      let value = push(argument)
      if value.isNilLiteral { mayBeNull |= bit }
      check(value, for: filter.parameters[i], of: filter, argument.range)
      if case .text(let text)? = value.literal {
        checkLiteral(text, for: filter.parameters[i], argument.range)
      }
      values.append(value)
    }
    filters.append(
      Program.FilterCall(
        name: filter.name, apply: filter.apply, parameters: arguments.count, given: given,
        mayBeNull: mayBeNull,
        takesNull: filter.takesNull || input.isNilLiteral))
    append(.filter(Int32(filters.count - 1)))
    if filter.canFail || given & filter.failingArguments != 0 { facts.canFail = true }
    if filter.grows { facts.grows = true }
    return fits ? result(of: filter, input, values) : .any
  }

  /// `list | first` is `list.first`.
  private func partOfList(_ filter: FilterUse, of base: Expression) -> KnownPath? {
    guard dynamic == nil, case .variable(let name, let path) = base.kind, path.isEmpty,
      let root = knownRoot(name)
    else { return nil }
    switch filter.name.text {
    case "first": return KnownPath(root: root, part: .first)
    case "last": return KnownPath(root: root, part: .last)
    default: return nil
    }
  }

  private func result(
    of filter: FilterDefinition, _ input: StaticValue, _ arguments: [StaticValue?]
  ) -> StaticValue {
    var type = filter.result(FilterTypes(input: input, arguments: arguments, context: context))
    // Outside of html bodies there is no html: text stays text.
    if type == .markup, !context.hasMarkup, context != .url { type = .text }
    if filter.decidesNull {
      // `default`: nil only if what stands in for nil is.
      let standIn = arguments.first ?? nil
      return StaticValue(
        type, isNullable: standIn?.isNullable ?? false, column: standIn?.column)
    }
    let lacking = ([input] + arguments.compactMap { $0 }).first {
      $0.isNullable && !$0.isNilLiteral
    }
    let isNullable = !filter.takesNull && lacking != nil
    var value = StaticValue(
      type, isNullable: isNullable || filter.mayGiveNull, column: lacking?.column ?? input.column)
    let dependsOnInput = arguments.allSatisfy { !($0?.isNullable ?? false) }
    if dependsOnInput, !filter.takesNull, !filter.mayGiveNull { value.mirror = input.mirror }
    return value
  }

  /// The arguments by parameter; nil, and a finding, if they do not fit.
  private mutating func arrange(_ use: FilterUse, for filter: FilterDefinition) -> [Expression?]? {
    var result = [Expression?](repeating: nil, count: filter.parameters.count)
    var position = 0
    var fits = true
    let positions = filter.parameters.indices.filter { !filter.parameters[$0].isKeyword }
    for argument in use.arguments {
      if let keyword = argument.keyword {
        let index = filter.parameters.firstIndex {
          $0.isKeyword && $0.name.utf8.elementsEqual(keyword.utf8)
        }
        guard let index else {
          reportKeyword(keyword, filter)
          fits = false
          continue
        }
        result[index] = argument.value
      } else if position < positions.count {
        result[positions[position]] = argument.value
        position += 1
      } else {
        position += 1
      }
    }
    let needed = positions.filter { filter.parameters[$0].isRequired }.count
    if position < needed || position > positions.count {
      report(
        "filter-arguments",
        "filter '\(filter.name)' takes \(count(needed, positions.count)), not \(position)",
        at: use.name.range)
      fits = false
    }
    if !fits {
      for argument in use.arguments { _ = push(argument.value) }
    }
    return fits ? result : nil
  }

  private mutating func reportKeyword(_ keyword: Identifier, _ filter: FilterDefinition) {
    let known = filter.parameters.filter { $0.isKeyword }.map { $0.name }
    report(
      "filter-arguments", "filter '\(filter.name)' has no argument '\(keyword.text)'",
      at: keyword.range,
      label: nearest(to: keyword.text, among: known).map { "an argument '\($0)' exists" } ?? "")
  }

  private func count(_ least: Int, _ most: Int) -> String {
    if most == 0 { return "no argument" }
    if least == most { return least == 1 ? "1 argument" : "\(least) arguments" }
    return least == 0 ? "at most \(most)" : "\(least) to \(most) arguments"
  }

  private mutating func check(
    _ input: StaticValue, for filter: FilterDefinition, _ name: Identifier
  ) -> Bool {
    if input.type == .markup, filter.onMarkup == .refused, context.hasMarkup {
      report(
        "html-filter-on-markup", "filter '\(filter.name)' would tear html apart", at: name.range,
        help: "use it on the value inside of '{% capture %}', before it becomes html")
      return false
    }
    guard filter.input.accepts(input.type) else {
      let needed = filter.input.description
      report(
        "type-mismatch",
        "filter '\(filter.name)' needs \(needed), and this is \(input.type.description)",
        at: name.range)
      return false
    }
    return true
  }

  private mutating func check(
    _ value: StaticValue, for parameter: FilterParameter, of filter: FilterDefinition,
    _ range: Range<Int>
  ) {
    guard !parameter.kind.accepts(value.type) else { return }
    report(
      "type-mismatch",
      "'\(parameter.name)' of filter '\(filter.name)' is \(parameter.kind.description), not \(value.type.description)",
      at: range)
  }

  private mutating func checkLiteral(
    _ text: [UInt8], for parameter: FilterParameter, _ range: Range<Int>
  ) {
    if let fault = parameter.literalFault?(text) {
      report("filter-arguments", fault.message, at: range, label: fault.label)
    }
    guard parameter.isZone, !text.elementsEqual("UTC".utf8) else { return }
    let name = String(decoding: text, as: UTF8.self)
    guard !ZoneDatabase.isName(text[...]) || zones?.contains(name) == false else { return }
    let near = zones.flatMap { nearest(to: name, among: $0.names()) }
    report(
      "invalid-timezone", "the IANA database has no time zone '\(name)'", at: range,
      label: near.map { "did you mean '\($0)'?" } ?? "",
      help: near == nil ? "write a name such as Europe/Berlin, America/New_York or UTC" : nil)
  }

  private mutating func report(_ error: FilterTable.UnknownFilter) {
    report(
      "unknown-filter", error.message, at: error.range, label: error.label, help: error.help,
      near: error.near)
  }
}
