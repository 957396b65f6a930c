/// Colours of a terminal, or none.
struct TerminalStyle {
  enum Role {
    case place
    case error
    case warning
    case info
    case gutter
    case related
    case help
  }

  let isColoured: Bool

  func paint(_ text: String, _ role: Role) -> String {
    guard isColoured, !text.isEmpty else { return text }
    let code =
      switch role {
      case .place: "1"
      case .error: "1;31"
      case .warning: "1;33"
      case .info: "1;36"
      case .gutter: "2"
      case .related: "34"
      case .help: "32"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Severity {
  var role: TerminalStyle.Role {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    }
  }
}
