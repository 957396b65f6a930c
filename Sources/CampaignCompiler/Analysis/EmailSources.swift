import Diagnostics
import LiquidTemplates

/// The texts that the bodies of an email are made from, files read and partials found.
package struct EmailSources: Sendable {
  /// One body, with whatever of its files could be read.
  package struct Body: Sendable {
    /// nil if the text or the layout could not be read; reported.
    package let source: TemplateSource?
    /// The layout of a body in another language than its own: that of Markdown.
    package let layout: TemplateSource?
    /// Every file was found, could be read, and renders no circle; else it is reported.
    package let isComplete: Bool

    package init(source: TemplateSource?, layout: TemplateSource? = nil, isComplete: Bool) {
      self.source = source
      self.layout = layout
      self.isComplete = isComplete
    }

    /// Whether the text, its layout or a partial prints or asks for `name`.
    func uses(_ name: String) -> Bool {
      texts.contains { TemplateMarkup.uses(name, in: $0.utf8) }
    }

    /// Text, layout and partials.
    var texts: [MappedText] {
      [source, layout].compactMap { $0 }.flatMap { source in
        [source.main] + [source.layout].compactMap { $0 } + source.partials.map(\.text)
      }
    }
  }

  package let html: Body?
  package let text: Body?
  package let markdown: Body?

  /// Whether every text stands in one file, which knows of no other.
  func isInline(in file: SourceFile) -> Bool {
    func isInline(_ body: Body?) -> Bool {
      guard let body, let source = body.source else { return body == nil || body?.layout == nil }
      return source.main.file === file && source.layout == nil && source.partials.isEmpty
        && body.layout == nil
    }
    return isInline(html) && isInline(text) && isInline(markdown)
  }

  package var bodies: [Body] { [html, text, markdown].compactMap { $0 } }
  /// Whether every file of every body could be read.
  package var isComplete: Bool { bodies.allSatisfy(\.isComplete) }
}
