import Diagnostics

/// What a template is made from: its text, an optional layout around it, and the partials either may render.
package struct TemplateSource: Sendable {
  package let main: MappedText
  /// Prints the rendered main text where it says `{{ content }}`.
  package let layout: MappedText?
  /// By the name used in `{% render 'name' %}`, sorted by name; only those that are reached.
  package let partials: [(name: String, text: MappedText)]

  package init(
    main: MappedText, layout: MappedText? = nil, partials: [(name: String, text: MappedText)] = []
  ) {
    self.main = main
    self.layout = layout
    self.partials = partials
  }
}

/// Where a template's output goes, which decides how values are escaped.
package enum TemplateContext: String, Sendable {
  /// An html body: text values are escaped, html values are not.
  case html
  /// A text body: nothing is escaped.
  case text
  /// A subject, preheader, name or header: line breaks and control characters are taken out of values.
  case header
  /// A link: values are percent-encoded.
  case url
}

/// What happens where a value is nil when it is printed.
package enum MissingValuePolicy: String, Sendable, CaseIterable {
  case fail
  case skip
  case blank
}
