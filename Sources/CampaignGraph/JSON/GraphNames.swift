import JSONText

/// The names that stand for dense numbers in the JSON form: steps by id, columns by name.
///
/// Names rather than numbers, so that inserting one step changes one place of the text and not every edge.
struct GraphNames {
  let steps: [String]
  let columns: [String]
  private let stepNumbers: [String: Int]
  private let columnNumbers: [String: Int]

  init(steps: [String], columns: [String]) {
    self.steps = steps
    self.columns = columns
    stepNumbers = Dictionary(
      steps.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    columnNumbers = Dictionary(
      columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func json(_ step: NodeIndex) -> JSONValue { .string(steps[Int(step.value)]) }
  func json(column: Int) -> JSONValue { .string(columns[column]) }

  func step(_ reader: JSONReader) throws(StepGraphFault) -> NodeIndex {
    guard let number = stepNumbers[try reader.string()] else { throw reader.fault("names no step") }
    return NodeIndex(number)
  }

  func column(_ reader: JSONReader) throws(StepGraphFault) -> Int {
    guard let number = columnNumbers[try reader.string()] else {
      throw reader.fault("names no column")
    }
    return number
  }
}
