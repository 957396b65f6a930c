import Diagnostics

/// A path that leads out of the project.
enum PathOutsideProject: DocumentedRule {
  static let description = RuleDescription(
    "path-outside-project", .files,
    summary: "paths are relative and stay inside the project's folder",
    why: """
      A campaign is reviewed with everything it is made of. What lies outside of the folder with \
      mailplan.yaml is not under review, and may be somebody's secret.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: ../../../etc/welcome.html
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: emails/welcome.html.liquid
      # emails/welcome.html.liquid
      <p>Hello!</p>
      """)

  static func absolute(_ path: Located<String>) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a path is relative to the file it is written in, not absolute",
      at: path.range)
  }

  static func leaves(_ path: Located<String>) -> Diagnostic {
    Diagnostic(
      description.id, .error, "\(quoted(path.value)) leads out of the project's folder",
      at: path.range)
  }
}
