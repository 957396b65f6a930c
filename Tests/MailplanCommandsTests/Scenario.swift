import Foundation

/// One call of the tool in a file: files to begin with, arguments, and what must come out.
///
/// ```
/// --- file campaign.yaml
/// mailplan: 1
/// --- run
/// mailplan lint campaign.yaml
/// --- exit
/// 1
/// --- stdout
/// …
/// --- stderr
/// …
/// ```
/// Without files it runs in the repository's folder, else in a new folder that holds them.
struct Scenario {
  let url: URL
  private var sections: [(name: String, text: String)]

  init(_ url: URL) throws {
    self.url = url
    sections = []
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        sections.append((String(line.dropFirst(4)), ""))
      } else if !sections.isEmpty {
        sections[sections.count - 1].text += line + "\n"
      }
    }
    // The line break that ends the file belongs to no section.
    if let last = sections.last, last.text.hasSuffix("\n") {
      sections[sections.count - 1].text.removeLast()
    }
  }

  private func section(_ name: String) -> String? {
    sections.first { $0.name == name }?.text
  }

  var command: String {
    (section("run") ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Split at spaces; double quotes keep them.
  var arguments: [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in command + " " {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return Array(words.dropFirst())
  }

  /// The scenario with the results of a run in place of what was expected.
  func recording(_ result: Tool.Result) -> String {
    var text = ""
    for (name, content) in sections where !["exit", "stdout", "stderr"].contains(name) {
      text += "--- \(name)\n\(content)"
    }
    text += "--- exit\n\(result.status)\n--- stdout\n\(result.outputText)"
    return text + "--- stderr\n\(result.errorText)"
  }

  /// The whole file as it was read.
  var recorded: String {
    sections.map { "--- \($0.name)\n\($0.text)" }.joined()
  }

  func run() throws -> Tool.Result {
    let input = Array((section("stdin") ?? "").utf8)
    let files = sections.filter { $0.name.hasPrefix("file ") }
    guard !files.isEmpty else { return try Tool.run(arguments, input: input) }
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(String(name.dropFirst(5)), text) }
    return try Tool.run(arguments, in: folder.url, input: input)
  }
}
