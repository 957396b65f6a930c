import Diagnostics

/// A path that leads to no file.
enum MissingFile: DocumentedRule {
  static let description = RuleDescription(
    "missing-file", .files,
    summary: "a path leads to a file of at most 1 MiB",
    why: """
      Paths count from the folder of the file they are written in. Partials are looked for beside \
      the template, in the campaign's folder and its partials/, and in the project's partials/, \
      as named or with .html.liquid, .txt.liquid or .liquid added.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: emails/welcom.html.liquid
      # emails/welcome.html.liquid
      <p>Hello!</p>
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: emails/welcome.html.liquid
      # emails/welcome.html.liquid
      <p>Hello!</p>
      """)

  static func empty(at range: SourceRange) -> Diagnostic {
    Diagnostic(description.id, .error, "a path is not empty", at: range)
  }

  static func refused(
    _ path: Located<String>, reason: String, suggestion: String?
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error, "\(quoted(path.value)): \(reason)", at: path.range,
      label: suggestion.map { "did you mean '\($0)'?" } ?? "")
  }

  static func refusedPartial(
    _ name: String, at range: SourceRange, reason: String
  ) -> Diagnostic {
    Diagnostic(description.id, .error, "partial \(quoted(name)): \(reason)", at: range)
  }

  static func noPartial(
    _ name: String, at range: SourceRange, folders: [String], suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error, "there is no partial \(quoted(name))", at: range,
      label: suggestion.map { "did you mean '\($0)'?" } ?? "",
      notes: ["looked for in \(folders.joined(separator: ", "))"])
  }

  /// A campaign or segment that was asked for by path.
  static func input(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(description.id, .error, "\(quoted(path)): \(reason)", at: Place.file(path: path))
  }
}
