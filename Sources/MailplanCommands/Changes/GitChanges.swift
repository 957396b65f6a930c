/// The lines of a repository's files that differ from a commit, uncommitted work included.
struct GitChanges {
  /// Resolved.
  private let top: String
  /// By path from the top: ascending ranges of 0-based lines; a file in which lines are only missing has none.
  private var lines: [String: [Range<Int>]] = [:]
  /// Deleted, or under another name.
  private var gone: Set<String> = []
  private var newFiles: Set<String> = []

  /// - Parameters:
  ///   - revision: a name of a commit, as git reads it.
  ///   - folder: in the repository's work tree.
  init(since revision: String, around folder: String) throws(Failure) {
    guard revision.utf8.first != UInt8(ascii: "-"), !revision.utf8.contains(0), !revision.isEmpty
    else { throw Failure(.usage, "'\(revision)' is no name of a commit") }
    guard let found = try runGit(["rev-parse", "--show-toplevel"], in: folder) else {
      throw Failure(.usage, "--changed-since needs a git repository, and '\(folder)' is in none")
    }
    let written = String(decoding: found.prefix { $0 != 0x0A }, as: UTF8.self)
    top = resolvedPath(written) ?? written
    guard
      let commit = try runGit(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], in: top)
    else {
      let isShallow =
        try runGit(["rev-parse", "--is-shallow-repository"], in: top)?.starts(with: "true".utf8)
        ?? false
      let hint =
        isShallow
        ? "; it is a shallow clone: fetch more of its history, such as 'git fetch --unshallow'" : ""
      throw Failure(.usage, "'\(revision)' is no commit of the repository '\(top)'\(hint)")
    }
    let hash = String(decoding: commit.prefix { $0 != 0x0A }, as: UTF8.self)
    guard
      let diff = try runGit(
        [
          "diff", "--raw", "--patch",
          "--unified=0", "--find-renames", "--no-color",
          "--no-ext-diff", "--no-textconv",
          "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", "--text", hash, "--",
        ], in: top),
      let others = try runGit(
        ["ls-files", "-z", "--others", "--"]
          + ["yaml", "yml", "liquid", "html", "txt", "md"].map { "*.\($0)" }, in: top)
    else { throw Failure(.usage, "git cannot tell what has changed since '\(revision)'") }
    read(diff)
    newFiles = Set(others.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
  }

  private mutating func read(_ diff: [UInt8]) {
    var path: String?
    // Lines of a hunk that are still to come: their texts are not to be taken for headers.
    var rest = 0
    for line in diff.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if rest > 0, let mark = line.first, mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-") {
        rest -= 1
      } else if line.starts(with: "diff --git ".utf8) {
        path = nil
      } else if line.first == UInt8(ascii: ":") {
        readStatus(line)
      } else if line.starts(with: "+++ ".utf8) {
        path = GitPath.unquoted(line.dropFirst(4))
        if let path { lines[path] = lines[path] ?? [] }
      } else if line.starts(with: "@@ ".utf8), let hunk = Hunk(line) {
        rest = hunk.removed + hunk.added.count
        if let path { lines[path, default: []].append(hunk.added) }
      }
    }
  }

  /// `:100644 000000 1234567 0000000 D⇥name`: empty files that come or go have no other line.
  private mutating func readStatus(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: 0x09)
    guard fields.count >= 2, let first = GitPath.unquoted(fields[1], prefix: ""),
      let status = fields[0].split(separator: 0x20).last?.first
    else { return }
    switch status {
    case UInt8(ascii: "A"): lines[first] = lines[first] ?? []
    // What used the file under its name is broken now.
    case UInt8(ascii: "D"), UInt8(ascii: "R"): gone.insert(first)
    default: break
    }
  }

  /// Whether a line of a file is new or different.
  ///
  /// - Parameter line: 0-based.
  func hasChanged(_ resolved: String, line: Int) -> Bool {
    guard let path = Paths.relative(resolved, to: top) else { return false }
    if newFiles.contains(path) { return true }
    return lines[path]?.contains { $0.contains(line) } ?? false
  }

  /// Whether anything in a file is new, different or gone.
  func hasChanged(_ resolved: String) -> Bool {
    guard let path = Paths.relative(resolved, to: top) else { return false }
    return newFiles.contains(path) || lines[path] != nil
  }

  /// Whether anything below a folder has changed.
  func hasChanges(below folder: String) -> Bool {
    let all = Array(newFiles) + Array(lines.keys) + Array(gone)
    return all.contains { Paths.relative(Paths.join(top, $0), to: folder) != nil }
  }
}

/// `@@ -12,0 +13,2 @@`: the lines that are there, and how many are gone.
private struct Hunk {
  let removed: Int
  let added: Range<Int>

  init?(_ line: ArraySlice<UInt8>) {
    let words = line.split(separator: 0x20)
    guard words.count >= 3, let old = Hunk.numbers(words[1]), let new = Hunk.numbers(words[2])
    else { return nil }
    removed = old.count
    let first = new.count == 0 ? new.first : max(new.first - 1, 0)
    added = first..<first + new.count
  }

  private static func numbers(_ word: ArraySlice<UInt8>) -> (first: Int, count: Int)? {
    let parts = word.dropFirst().split(separator: UInt8(ascii: ","))
    guard let first = parts.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) }) else {
      return nil
    }
    guard parts.count > 1 else { return (first, 1) }
    guard let count = Int(String(decoding: parts[1], as: UTF8.self)), first >= 0,
      (0...1 << 32).contains(count), first <= 1 << 32
    else { return nil }
    return (first, count)
  }
}
