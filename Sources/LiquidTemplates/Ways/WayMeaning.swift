/// What is known of a value on a way through a template.
indirect enum WayMeaning: Hashable {
  case unknown
  case null
  case boolean(Bool)
  case text([UInt8])
  /// `blank` and `empty`.
  case marker
  /// From the first whole number to the second.
  case range(Int64, Int64)
  case integer(Int64)
  case column(Int32)
  case reserved(ReservedName)
  /// A text in which a reserved one stands.
  case holding(ReservedName)
  /// What the operations from the first up to the second print.
  case capture(Int, Int)
  /// Whether a column holds a text.
  case equality(column: Int32, [UInt8], isEqual: Bool)
  /// Whether a column is nil.
  case absence(column: Int32, isAbsent: Bool)
  /// Anything else that is the same whenever it is asked: "lead_score > 50".
  case expression(String)

  /// True or false for every contact; nil if it depends.
  var truth: Bool? {
    switch self {
    case .null: false
    case .boolean(let flag): flag
    case .text, .marker, .range, .integer, .capture: true
    case .reserved(let name): name.isAuthored ? true : nil
    case .unknown, .column, .holding, .equality, .absence, .expression: nil
    }
  }

  var reserved: ReservedName? {
    switch self {
    case .reserved(let name), .holding(let name): name
    default: nil
    }
  }

  /// Spelled as in a template; nil for what nobody knows.
  func words(_ scope: TemplateScope) -> String? {
    switch self {
    case .unknown, .holding, .capture: nil
    case .null: "nil"
    case .boolean(let flag): flag ? "true" : "false"
    case .text(let bytes): "'\(String(decoding: bytes.prefix(40), as: UTF8.self))'"
    case .marker: "empty"
    case .range(let lower, let upper): "(\(lower)..\(upper))"
    case .integer(let number): String(number)
    case .column(let slot): scope.name(ofColumn: slot)
    case .reserved(let name): name.rawValue
    case .equality(let slot, let text, let isEqual):
      "\(scope.name(ofColumn: slot)) \(isEqual ? "==" : "!=") "
        + scope.spelled(text.prefix(40), ofColumn: slot)
    case .absence(let slot, let isAbsent):
      "\(scope.name(ofColumn: slot)) \(isAbsent ? "==" : "!=") nil"
    case .expression(let words): words
    }
  }
}

extension TemplateScope {
  fileprivate func spelled(_ text: ArraySlice<UInt8>, ofColumn slot: Int32) -> String {
    let words = String(decoding: text, as: UTF8.self)
    guard columns.indices.contains(Int(slot)), columns[Int(slot)].type == .boolean else {
      return "'\(words)'"
    }
    return words
  }

  func name(ofColumn slot: Int32) -> String {
    columns.indices.contains(Int(slot)) ? columns[Int(slot)].name : "?"
  }
}
