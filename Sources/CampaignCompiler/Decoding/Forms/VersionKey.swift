import Diagnostics
import JSONText
import YAMLTree

/// `mailplan: 1`, with which every file begins.
enum VersionKey {
  static let version = Key<Int>(
    "mailplan", .version, .requiredByForm, elsewhere: ["version", "apiversion"],
    "The version of the campaign language.")
}

extension ValueKind where Value == Int {
  fileprivate static var version: Self {
    .scalar("the language version, 1", Schema(["const": 1])) { scalar, _, findings in
      if scalar.isWritten("1"), scalar.style == .plain { return 1 }
      let isOne = scalar.isWritten("1") || scalar.isWritten("1.0") || scalar.isWritten("v1")
      findings.report(
        Diagnostic(
          "unsupported-version", .error,
          isOne
            ? "the language version is the number 1"
            : "this mailplan reads language version 1, not \(quoted(scalar.string))",
          at: scalar.range, label: isOne ? "write mailplan: 1" : ""))
      return nil
    }
  }
}

extension FormReader {
  /// Reports a missing or unknown language version, and reads on as if it were version 1.
  func checkVersion(at range: SourceRange, into findings: inout Findings) {
    if has(VersionKey.version) {
      _ = read(VersionKey.version, into: &findings)
      return
    }
    findings.report(
      Diagnostic(
        "unsupported-version", .error, "the file does not say its language version", at: range,
        help: "begin it with the line 'mailplan: 1'"))
  }
}

/// Reports a file that says another language version; nothing else of it can then be judged.
func isOtherVersion(_ entries: [YAMLEntry], into findings: inout Findings) -> Bool {
  for entry in entries where entry.key.string.isExactly(VersionKey.version.name) {
    guard case .scalar(let scalar) = entry.value.content, scalar.style == .plain,
      let version = Int(scalar.string), version != 1
    else { continue }
    findings.report(
      Diagnostic(
        "unsupported-version",
        "this mailplan reads language version 1, not \(quoted(scalar.string))",
        at: scalar.range))
    return true
  }
  return false
}
