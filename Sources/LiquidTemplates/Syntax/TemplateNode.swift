/// One node of a parsed template: text, an output or a tag.
///
/// A tag is one type in `Tags/` with its own parse and its own operations, and one line in `TagTable`.
protocol TemplateNode: Sendable {
  /// Prints nothing but white space. A block of such nodes only prints nothing at all: Liquid's rule.
  var isBlank: Bool { get }

  /// Checks the node and appends its operations.
  func emit(into program: inout ProgramBuilder)
}

/// Nodes in the order in which they stand.
struct Block: Sendable {
  var nodes: [any TemplateNode] = []
  /// The names that `assign`, `capture` and loops in it give values to, inner blocks included.
  var assigned: [Identifier] = []
  /// The names that `increment` and `decrement` in it count.
  var counted: [Identifier] = []
  /// The partials that it includes, which share its names.
  var included: [Identifier] = []

  var isBlank: Bool { nodes.allSatisfy { $0.isBlank } }

  /// `dropsText`: of a tag that prints nothing but white space, not even that is printed.
  func emit(into program: inout ProgramBuilder, dropsText: Bool = false) {
    for node in nodes where !(dropsText && node is TextNode) {
      node.emit(into: &program)
    }
  }
}

/// Text between outputs and tags.
struct TextNode: TemplateNode {
  let bytes: [UInt8]

  var isBlank: Bool { bytes.allSatisfy { [UInt8].isWhitespace($0) } }

  func emit(into program: inout ProgramBuilder) {
    program.literal(bytes)
  }
}

/// `{{ expression | filters }}`.
struct OutputNode: TemplateNode {
  let value: FilteredExpression

  var isBlank: Bool { false }

  func emit(into program: inout ProgramBuilder) {
    program.printValue(value)
  }
}
