import Foundation
import Testing

/// The tour of the README, run line by line in a copy of the samples: what it shows is what comes out.
@Suite struct ReadmeTests {
  /// A line `$ command` and the lines that it shows; `…` stands for anything, alone for any lines.
  struct Command: Sendable {
    let line: String
    var shown: [String] = []
  }

  /// The `console` blocks, except those that build.
  private func commands() throws -> [Command] {
    let readme = Tool.repository.appendingPathComponent("README.md")
    var commands: [Command] = []
    var isConsole = false
    for line in try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isConsole = line == "```console"
      } else if isConsole, line.hasPrefix("$ ") {
        commands.append(Command(line: String(line.dropFirst(2))))
      } else if isConsole, !commands.isEmpty {
        commands[commands.count - 1].shown.append(line)
      }
    }
    return commands.filter { !$0.line.hasPrefix("make ") }
  }

  @Test func theTourIsTrue() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Tool.repository.appendingPathComponent("campaigns"),
      to: folder.url.appendingPathComponent("campaigns"))
    let tour = "Tests/MailplanCommandsTests/Tour"
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent(tour).deletingLastPathComponent(),
      withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Tool.repository.appendingPathComponent(tour), to: folder.url.appendingPathComponent(tour))
    let path = "\(Tool.binary.deletingLastPathComponent().path):/usr/bin:/bin"
    let commands = try commands()
    #expect(commands.count >= 8)
    for command in commands {
      let result = try Tool.run(
        ["-c", "(\(command.line)) 2>&1"], in: folder.url, environment: ["PATH": path],
        binary: URL(fileURLWithPath: "/bin/sh"))
      // A mail has network line breaks; a page shows them as any other.
      var found = result.outputText.replacingOccurrences(of: "\r\n", with: "\n")
        .components(separatedBy: "\n")
      if found.last == "" { found.removeLast() }
      #expect(
        matches(command.shown[...], found[...]),
        "\(command.line)\nshows\n\(command.shown.joined(separator: "\n"))\nbut gives\n\(result.outputText)"
      )
    }
  }

  private func matches(_ shown: ArraySlice<String>, _ found: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return found.isEmpty }
    if first == "…" {
      return (found.startIndex...found.endIndex).contains {
        matches(shown.dropFirst(), found[$0...])
      }
    }
    guard let line = found.first, matches(first, line) else { return false }
    return matches(shown.dropFirst(), found.dropFirst())
  }

  private func matches(_ shown: String, _ line: String) -> Bool {
    let parts = shown.components(separatedBy: "…")
    var rest = line[...]
    for (index, part) in parts.enumerated() where !part.isEmpty {
      guard let range = rest.range(of: part), index > 0 || range.lowerBound == rest.startIndex
      else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.isEmpty || parts.last == "" && parts.count > 1
  }
}
