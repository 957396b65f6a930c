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
  /// Bit n: may end the rendering if parameter n is given.
  var failingArguments: UInt8 = 0
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
  /// Names a time zone.
  var isZone = false
  /// What is wrong with a literal given for it; nil if nothing is.
  var literalFault: (@Sendable ([UInt8]) -> LiteralFault?)?
}

/// Why a literal is no value of a parameter.
struct LiteralFault: Sendable {
  let message: String
  /// What may be meant: "a locale 'de' exists".
  var label = ""
}

/// The kinds of values that a filter or a parameter takes.
enum FilterValueKind: Sendable {
  case any
  /// Anything that prints as one text.
  case text
  /// Numbers, and texts that are read as numbers.
  case number
  /// A whole number, or a text that is read as one.
  case integer
  /// Anything that prints as one text, and lists.
  case textOrList
  case list
  /// Lists of objects. No column is one.
  case objects
  /// The name of a property of objects.
  case property
  /// Dates, timestamps, and texts that are read as such.
  case date
  /// Texts and lists.
  case sized
  case boolean

  func accepts(_ type: StaticType) -> Bool {
    switch (self, type.kind) {
    case (.any, _), (_, .any): type != .loop && type != .table
    case (.text, .text), (.text, .number), (.text, .boolean), (.text, .date), (.text, .timestamp):
      true
    case (.number, .number), (.number, .text): true
    case (.integer, .number): type == .integer
    case (.integer, .text): true
    case (.textOrList, .list): true
    case (.textOrList, _): FilterValueKind.text.accepts(type)
    case (.list, .list): true
    case (.objects, .list):
      if case .list(let element) = type { element.kind == .any } else { false }
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
    case .integer: "a whole number"
    case .textOrList: "a text or a list"
    case .list: "a list"
    case .objects: "a list of objects, which no column is"
    case .property: "a property of objects, which no column has"
    case .date: "a date"
    case .sized: "a text or a list"
    case .boolean: "true or false"
    }
  }
}
