import ArgumentParser
import Diagnostics

/// Whether and what `lint` mends.
struct FixOptions: ParsableArguments {
  @Flag(help: "Mend what is plain: misspelt names, unquoted templates, suppressions of no use.")
  var fix = false

  @Flag(
    name: .customLong("fix-unsafe"),
    help: "Mend also what may change who gets what; look at the difference.")
  var fixUnsafe = false

  @Flag(help: "Show what --fix would change, and write nothing.")
  var diff = false

  var isWanted: Bool { fix || fixUnsafe || diff }

  var allowed: Set<Fix.Applicability> { fixUnsafe ? [.safe, .unsafe] : [.safe] }

  /// Mends until nothing is left to mend, at most ten times over.
  ///
  /// - Parameters:
  ///   - roots: resolved folders of the projects; nothing outside of them is touched.
  ///   - check: the findings with the files as they have been edited.
  /// - Returns: what remains, the edits, and how many findings they mend.
  func mend(
    roots: Set<String>, check: (EditedFiles) throws -> Findings
  ) rethrows -> (findings: Findings, edits: EditedFiles, count: Int) {
    let pass = FixPass(allowed: allowed, roots: roots)
    var edits = EditedFiles()
    var findings = try check(edits)
    var count = 0
    for _ in 0..<10 {
      var next = edits
      let applied = pass.apply(findings.sorted(), to: &next)
      guard applied > 0 else { break }
      let after = try check(next)
      // A file that can no longer be read is not mended.
      guard after.unreadable <= findings.unreadable else { break }
      (edits, findings) = (next, after)
      count += applied
    }
    return (findings, edits, count)
  }
}

extension Findings {
  fileprivate var unreadable: Int {
    all.count { ["yaml-syntax", "duplicate-key", "yaml-duplicate-key"].contains($0.rule.name) }
  }
}
