import Foundation
import MailplanCommands
import TestSupport
import Testing

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String, _ new: String, path: String = "a.yaml") -> String {
    String(
      decoding: unifiedDiff(old: Array(old.utf8), new: Array(new.utf8), path: path),
      as: UTF8.self)
  }

  @Test func nothingForNoDifference() {
    #expect(diff("a\n", "a\n").isEmpty)
    #expect(diff("", "").isEmpty)
  }

  @Test func threeLinesOfContext() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = old.replacing("10\n", with: "ten\n")
    #expect(
      diff(old, new) == """
        --- a/a.yaml
        +++ b/a.yaml
        @@ -7,7 +7,7 @@
         7
         8
         9
        -10
        +ten
         11
         12
         13

        """)
  }

  @Test func aMissingLastLineBreakIsSaid() {
    #expect(
      diff("a\nb", "a\nb\n") == """
        --- a/a.yaml
        +++ b/a.yaml
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +b

        """)
    #expect(diff("", "b").hasSuffix("@@ -0,0 +1 @@\n+b\n\\ No newline at end of file\n"))
  }

  @Test func namesAreQuotedAsGitDoes() {
    #expect(diff("a\n", "b\n", path: "a b").hasPrefix("--- a/a b\t\n+++ b/a b\t\n"))
    #expect(
      diff("a\n", "b\n", path: "é\"\n").hasPrefix(
        "--- \"a/\\303\\251\\\"\\012\"\n+++ \"b/\\303\\251\\\"\\012\"\n"))
    #expect(diff("a\n", "b\n", path: "/x/a").hasPrefix("--- a/x/a\n"))
  }

  /// A random edit of random lines, applied by both tools that read such a text.
  @Test(arguments: 0..<40)
  func gitAndPatchApplyIt(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let words = ["a\n", "b\n", "c\r\n", "d", "\n", "é\n", "-- x\n", "++ y\n", "\\ z\n", " \n"]
    let old = random.text(of: words, count: random.below(60))
    var pieces = old.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    for _ in 0..<random.below(8) {
      let at = random.below(pieces.count)
      switch random.below(3) {
      case 0: pieces[at] = Array("changed".utf8)
      case 1 where pieces.count > 1: pieces.remove(at: at)
      default: pieces.insert(Array(words[random.below(words.count)].utf8), at: at)
      }
    }
    let new = Array(pieces.joined(separator: [0x0A]))
    guard !old.isEmpty, !new.isEmpty else { return }
    let patch = unifiedDiff(old: Array(old.utf8), new: new, path: "dir/a ü.yaml")
    let tools = [
      ("/usr/bin/git", ["apply", "--whitespace=nowarn", "../p.diff"]),
      ("/usr/bin/patch", ["-s", "-p1", "--binary", "-i", "../p.diff"]),
    ]
    for (tool, arguments) in tools where FileManager.default.isExecutableFile(atPath: tool) {
      let folder = try TemporaryFolder()
      try folder.write("p.diff", patch)
      let file = try folder.write("tree/dir/a ü.yaml", old)
      let result = try Tool.run(
        patch.isEmpty ? ["--version"] : arguments, in: folder.url.appendingPathComponent("tree"),
        environment: ["GIT_CEILING_DIRECTORIES": folder.url.path, "LC_ALL": "C.UTF-8"],
        binary: URL(fileURLWithPath: tool))
      #expect(result.status == 0, "seed \(seed): \(tool) \(result.errorText)")
      #expect(Array(try Data(contentsOf: file)) == new, "seed \(seed): \(tool)")
    }
  }

  /// No two texts of this size may take long: the work is bounded, whatever they hold.
  @Test func aMegabyteThatHasNothingInCommon() {
    let old = [UInt8](repeating: 0x0A, count: 1 << 20)
    let new = Array(String(repeating: "a\n", count: 1 << 19).utf8)
    #expect(unifiedDiff(old: old, new: new, path: "a").count > 3 << 20)
    var random = SeededRandom(seed: 1)
    let pieces = ["a\n", "b\n"]
    let lines = Array(random.text(of: pieces, count: 1 << 19).utf8)
    let other = Array(random.text(of: pieces, count: 1 << 19).utf8)
    #expect(!unifiedDiff(old: lines, new: other, path: "a").isEmpty)
  }
}
