/// A compiled template: immutable, shared by threads. Equal if made from the same texts for the same scope and context.
package struct Template: Sendable {
  /// One reference to all of it, so that a copy counts one.
  private final class Content: Sendable {
    let text: String
    let layout: String?
    let partials: [(name: String, text: String)]
    let program: Program

    init(
      text: String, layout: String?, partials: [(name: String, text: String)], program: Program
    ) {
      self.text = text
      self.layout = layout
      self.partials = partials
      self.program = program
    }
  }

  private let content: Content

  init(
    text: String, layout: String?, partials: [(name: String, text: String)], program: Program
  ) {
    content = Content(text: text, layout: layout, partials: partials, program: program)
  }

  /// The same template in memory of its own: threads that count references to one object wait for each other.
  package func copy() -> Template {
    Template(
      text: content.text, layout: content.layout, partials: content.partials,
      program: Program(copying: program))
  }

  package var context: TemplateContext { program.context }
  /// The main text, as written (after YAML's own unescaping).
  package var text: String { content.text }
  package var layout: String? { content.layout }
  package var partials: [(name: String, text: String)] { content.partials }
  var program: Program { content.program }

  /// The slots of the columns it reads, ascending.
  package var columns: [Int] { program.columns }

  /// True if a rendering may end otherwise than `complete` for some row; large sizes apart, see `alwaysCompletes`.
  package var canFail: Bool { program.canFail || program.canLack }

  /// A value may begin a link in it, which becomes `#` if its scheme may harm.
  package var checksLinks: Bool { program.checksLinks }

  /// It prints `unsubscribe_url`, on some path through it at least.
  package var printsUnsubscribeLink: Bool { program.printsUnsubscribeLink }

  /// Where it prints columns that may be empty, and what takes their place; in the order of the text.
  package var fallbacks: [ColumnFallback] { program.fallbacks }

  /// The reasons of its `abort_message` tags, in the order in which they stand.
  package var abortReasons: [String] { program.abortReasons }

  /// True if a rendering is `complete` for every row with at most `rowBytes` bytes of text.
  ///
  /// Reserved texts are taken to be set, and no longer than `rowBytes` or 2 KiB each.
  package func alwaysCompletes(rowBytes: Int, missing: MissingValuePolicy) -> Bool {
    guard !program.canFail, !program.grows, missing == .blank || !program.canLack else {
      return false
    }
    let largest = max(rowBytes, 2048).multipliedReportingOverflow(by: 6)
    let printed = largest.partialValue.multipliedReportingOverflow(by: program.prints)
    guard !largest.overflow, !printed.overflow else { return false }
    return printed.partialValue < TemplateRenderer.maximumOutput - program.plain.count
  }
}

extension Template: Equatable {
  package static func == (a: Template, b: Template) -> Bool {
    a.context == b.context && Array(a.text.utf8) == Array(b.text.utf8)
      && a.layout.map { Array($0.utf8) } == b.layout.map { Array($0.utf8) }
      && a.partials.count == b.partials.count
      && zip(a.partials, b.partials).allSatisfy {
        Array($0.name.utf8) == Array($1.name.utf8) && Array($0.text.utf8) == Array($1.text.utf8)
      }
  }
}
