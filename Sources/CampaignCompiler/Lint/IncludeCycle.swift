import Diagnostics

/// A partial that renders itself.
enum IncludeCycle: DocumentedRule {
  static let description = RuleDescription(
    "include-cycle", .files,
    summary: "a partial does not render itself, neither directly nor through others",
    why: "Such a template would never end.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: "{% render 'card' %}"
      # partials/card.liquid
      <div>{% render 'card' %}</div>
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: "{% render 'card' %}"
      # partials/card.liquid
      <div>Hello!</div>
      """)

  static func tooDeep(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "partials render each other at most \(limit) deep", at: range)
  }

  static func renders(
    _ path: [String], again name: String, at range: SourceRange
  ) -> Diagnostic {
    let shown = path.count > 8 ? Array(path.prefix(4)) + ["…"] + path.suffix(3) : path
    return Diagnostic(
      description.id, .error, "partial \(quoted(name)) renders itself", at: range,
      notes: ["the circle is \((shown + [name]).joined(separator: " → "))"])
  }
}
