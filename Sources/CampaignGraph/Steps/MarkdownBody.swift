import LiquidTemplates

/// A body in Markdown, from which the html is made after its values are filled in.
package struct MarkdownBody: Sendable, Equatable {
  /// Renders to CommonMark; its context says whether its own html is kept.
  package let source: Template
  /// Goes around the html: it prints `{{ content }}`.
  package let layout: Template?

  package init(source: Template, layout: Template?) {
    self.source = source
    self.layout = layout
  }

  /// `markdown_html: allow`.
  package var keepsHTML: Bool { source.context == .markdownWithHTML }
}

/// What becomes of html in a Markdown body.
package enum MarkdownHTML: String, Sendable, CaseIterable {
  /// Shown as it is written.
  case escape
  case allow

  package var context: TemplateContext {
    switch self {
    case .escape: .markdown
    case .allow: .markdownWithHTML
    }
  }
}
