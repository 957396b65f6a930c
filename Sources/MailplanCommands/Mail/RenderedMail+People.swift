import Diagnostics

extension RenderedMail {
  /// Head and bodies as people read them on a terminal.
  func forPeople() -> String {
    let from = senderName.isEmpty ? senderAddress : "\(senderName) <\(senderAddress)>"
    var lines = ["From:      \(from)", "To:        \(to)"]
    if let replyTo { lines.append("Reply-To:  \(replyTo)") }
    lines.append("Date:      \(shortLocal(sendAtLocal))")
    lines.append("Subject:   \(subject)")
    if let preheader { lines.append("Preheader: \(preheader)") }
    lines += headers.map { "\($0.name): \($0.value)" }
    for (name, body) in [("text", text), ("html", html)] {
      guard let body else { continue }
      lines += ["", "--- \(name)", ""]
      var text = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if text.last?.isEmpty == true { text.removeLast() }
      lines += text
    }
    return lines.map { terminalSafe($0) + "\n" }.joined()
  }
}
