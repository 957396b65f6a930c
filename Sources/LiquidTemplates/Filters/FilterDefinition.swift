/// Runs a filter: the input, and the arguments on the evaluation's stack.
typealias FilterFunction =
  @Sendable (inout Evaluation, LiquidValue, FilterArguments) throws(RenderFailure) -> LiquidValue

/// Where a filter's arguments lie on the stack; read with `Evaluation.argument`.
struct FilterArguments: Sendable {
  let base: Int
  /// Bit n: parameter n was given.
  let given: UInt8
}

/// What a filter takes, gives and does. Each stands in a file of its own, with a line in `FilterTable`.
///
/// Nil makes nil of every filter: `{{ first_name | upcase | default: 'you' }}` works, and a nil that is
/// printed is noticed behind any number of filters.
struct FilterDefinition: Sendable {
  /// What becomes of html given to it.
  enum MarkupRule: Sendable {
    /// An error: it would cut through tags or entities.
    case refused
    /// Html stays html.
    case allowed
  }

  let name: String
  var input = FilterValueKind.text
  /// By position first, then by keyword. At most 8.
  var parameters: [FilterParameter] = []
  var onMarkup = MarkupRule.refused
  /// Is run on nil as well.
  var takesNull = false
  /// Its result is nil only if its first argument is.
  var decidesNull = false
  /// Its result may be nil for other reasons than a nil input.
  var mayGiveNull = false
  /// May end the rendering.
  var canFail = false
  /// May give more than a few bytes for each byte that it is given.
  var grows = false
  let result: @Sendable (FilterTypes) -> StaticType
  let apply: FilterFunction
}

/// What is known of a filter's values when the template is compiled.
struct FilterTypes: Sendable {
  let input: StaticValue
  let arguments: [StaticValue?]
  let context: TemplateContext
}

struct FilterParameter: Sendable {
  let name: String
  var kind = FilterValueKind.text
  var isRequired = true
  var isKeyword = false
}

/// The kinds of values that a filter or a parameter takes.
enum FilterValueKind: Sendable {
  case any
  /// Anything that prints as one text.
  case text
  /// Numbers, and texts that are read as numbers.
  case number
  case list
  /// Dates, timestamps, and texts that are read as such.
  case date
  /// Texts and lists.
  case sized
  case boolean

  func accepts(_ type: StaticType) -> Bool {
    switch (self, type.kind) {
    case (.any, _), (_, .any): type != .loop
    case (.text, .text), (.text, .number), (.text, .boolean), (.text, .date), (.text, .timestamp):
      true
    case (.number, .number), (.number, .text): true
    case (.list, .list): true
    case (.date, .date), (.date, .timestamp), (.date, .text), (.date, .number): true
    case (.sized, .text), (.sized, .list): true
    case (.boolean, .boolean): true
    default: false
    }
  }

  var description: String {
    switch self {
    case .any: "a value"
    case .text: "a text"
    case .number: "a number"
    case .list: "a list"
    case .date: "a date"
    case .sized: "a text or a list"
    case .boolean: "true or false"
    }
  }
}
