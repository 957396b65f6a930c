import Diagnostics

/// What a template is made from: its text, an optional layout around it, and the partials either may render.
package struct TemplateSource: Sendable {
  package let main: MappedText
  /// Prints the rendered main text where it says `{{ content }}`.
  package let layout: MappedText?
  /// By the name used in `{% render 'name' %}`, sorted by name; only those that are reached.
  package let partials: [(name: String, text: MappedText)]
  /// The main text is itself a layout: it prints `{{ content }}`, html that is handed to each rendering.
  package let isLayout: Bool

  package init(
    main: MappedText, layout: MappedText? = nil,
    partials: [(name: String, text: MappedText)] = [], isLayout: Bool = false
  ) {
    self.main = main
    self.layout = layout
    self.partials = partials
    self.isLayout = isLayout
  }
}

/// Where a template's output goes, which decides how values are escaped.
package enum TemplateContext: String, Sendable {
  /// An html body: text values are escaped, html values are not.
  case html
  /// A text body: nothing is escaped.
  case text
  /// A Markdown body: characters that Markdown or html would read become numeric entities, which are never
  /// structure; the template's own html is to be escaped.
  case markdown
  /// A Markdown body whose own html is kept.
  case markdownWithHTML
  /// A subject, preheader, name or header: line breaks and control characters are taken out of values.
  case header
  /// A link: values are percent-encoded.
  case url
}

extension TemplateContext {
  /// Templates in which some texts are escaped already and others not.
  var hasMarkup: Bool {
    switch self {
    case .html, .markdown, .markdownWithHTML: true
    case .text, .header, .url: false
    }
  }

  var isMarkdown: Bool { self == .markdown || self == .markdownWithHTML }

  /// How a text is escaped that is to stand among such as are escaped already.
  var escapeOfMarkup: Escape {
    switch self {
    case .html: .html
    case .markdown, .markdownWithHTML: .markdown
    case .url: .url
    case .text, .header: .none
    }
  }

  /// Templates whose tags and attributes are looked at.
  var hasTags: Bool { self == .html || self == .markdownWithHTML }
}

/// What happens where a value is nil when it is printed.
package enum MissingValuePolicy: String, Sendable, CaseIterable {
  case fail
  case skip
  case blank
}
