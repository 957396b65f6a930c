import CivilTime

/// What filters and comparisons work with while one template is rendered.
struct Evaluation: Sendable {
  /// A text longer than this ends the rendering.
  static let maximumText = 4 << 20
  static let maximumMemory = 16 << 20
  static let maximumItems = 1 << 19
  static let maximumOperations = 1_000_000

  var row = ContactRow()
  var literals: [UInt8] = []
  /// Untyped data, of a conformance rendering.
  var data = DataTree.empty
  /// Standard semantics for the suites: nothing is checked before, and nil goes through filters.
  var isConformance = false
  var clock = Instant(seconds: 0)
  var zone = ZoneRules.utc
  var context = TemplateContext.text
  /// What filters and captures made.
  var scratch = ByteBuffer()
  /// Values of lists that filters made.
  var items: [LiquidValue] = []
  var stack: [LiquidValue] = []
  var operations = 0
  /// Of items in sorts.
  var comparisons = 0
  /// Where zones named by templates are found; nil knows UTC only.
  var zones: ZoneCache?
  /// The zone that a template named last.
  var namedZone: ZoneRules?
  private var workspace = ByteBuffer()

  /// Makes a text. `body` reads values and writes to the buffer; it stops once that is too large.
  mutating func makeText(
    isMarkup: Bool = false, _ body: (borrowing Evaluation, inout ByteBuffer) -> Void
  ) throws(RenderFailure) -> LiquidValue {
    var output = ByteBuffer()
    swap(&output, &workspace)
    defer { swap(&output, &workspace) }
    output.removeAll(keepingCapacity: true)
    body(self, &output)
    return try keep(output, isMarkup: isMarkup)
  }

  private mutating func keep(
    _ made: borrowing ByteBuffer, isMarkup: Bool
  ) throws(RenderFailure) -> LiquidValue {
    guard made.count <= Evaluation.maximumText,
      scratch.count + made.count <= Evaluation.maximumMemory
    else { throw .memoryLimit }
    try charge(bytes: made.count)
    let start = scratch.count
    made.withBytes { scratch.append($0) }
    return .text(
      TextReference(
        source: .scratch, isMarkup: isMarkup, start: Int32(start), count: Int32(made.count)))
  }

  /// Work on many bytes counts as many operations.
  mutating func charge(bytes: Int) throws(RenderFailure) {
    operations += bytes >> 6
    guard operations <= Evaluation.maximumOperations else { throw .operationLimit }
  }

  mutating func appendItem(_ value: LiquidValue) throws(RenderFailure) {
    guard items.count < Evaluation.maximumItems else { throw .memoryLimit }
    items.append(value)
    operations += 1
    guard operations <= Evaluation.maximumOperations else { throw .operationLimit }
  }

  /// The value of a parameter; nil if it was not given.
  func argument(_ index: Int, _ arguments: FilterArguments) -> LiquidValue {
    arguments.given & (1 << UInt8(index)) == 0 ? .null : stack[arguments.base + index]
  }

  func withBytes<Result>(
    of text: TextReference, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    switch text.source {
    case .scratch: scratch.withBytes(text.range) { body($0) }
    case .row:
      row.bytes.withUnsafeBytes { all in
        body(UnsafeRawBufferPointer(rebasing: all[text.range.clamped(to: 0..<all.count)]))
      }
    case .data:
      data.bytes.withUnsafeBytes { all in
        body(UnsafeRawBufferPointer(rebasing: all[text.range.clamped(to: 0..<all.count)]))
      }
    case .literal:
      literals.withUnsafeBytes { all in
        body(UnsafeRawBufferPointer(rebasing: all[text.range.clamped(to: 0..<all.count)]))
      }
    }
  }

  func value(of cell: Cell) -> LiquidValue {
    switch cell {
    case .null: .null
    case .text(let start, let count):
      .text(TextReference(source: .row, isMarkup: false, start: start, count: count))
    case .integer(let number): .integer(number)
    case .decimal(let number): .decimal(number)
    case .boolean(let flag): .boolean(flag)
    case .date(let date): .date(date)
    case .timestamp(let instant): .timestamp(instant)
    case .list(let start, let count): .cells(start: start, count: count)
    }
  }
}
