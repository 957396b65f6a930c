import Diagnostics

/// A layout with nothing to go around.
enum UnusedLayout: DocumentedRule {
  static let description = RuleDescription(
    "unused-layout", .files,
    summary: "a layout goes around an html or markdown body, not around plain text",
    why: "The layout of an email that has neither would be read and never seen.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
          layout: layouts/acme.html.liquid
      # layouts/acme.html.liquid
      <body>{{ content }}</body>
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: <p>Hello!</p>
          layout: layouts/acme.html.liquid
      # layouts/acme.html.liquid
      <body>{{ content }}</body>
      """)

  static func noBody(_ layout: Located<String>) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a layout goes around html or markdown, and this email has neither",
      at: layout.range)
  }
}
