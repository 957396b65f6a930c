/// The formats in which findings are shown, by their names on the command line.
package enum FindingFormat: String, Sendable, CaseIterable {
  case human
  case concise
  case json
  case sarif
  case github
  case gitlab
  case junit
  case markdown

  /// Read by programs, which must find early errors in it too.
  package var isForPrograms: Bool {
    switch self {
    case .human, .concise: false
    case .json, .sarif, .github, .gitlab, .junit, .markdown: true
    }
  }
}
