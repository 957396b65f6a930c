import ArgumentParser
import Diagnostics

/// `sarif=lint.sarif`: a file that gets the findings in a format.
struct ReportFile: Sendable {
  let format: FindingFormat
  let path: String

  init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let formats = FindingFormat.allCases.map(\.rawValue)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw ValidationError(
        "--output takes a format and a file, such as sarif=lint.sarif, not '\(argument)'")
    }
    let name = String(parts[0])
    guard let format = FindingFormat(rawValue: name) else {
      let hint = nearest(to: name, among: formats).map { "did you mean '\($0)'?" }
      throw ValidationError(
        "there is no format '\(name)'; " + (hint ?? "there are \(formats.joined(separator: ", "))"))
    }
    self.format = format
    path = String(parts[1])
    guard path != "-" else {
      throw ValidationError("standard output has the format of --format: --format \(name)")
    }
    let sources = [".yaml", ".yml", ".liquid", ".csv", ".html"]
    if sources.contains(where: path.hasSuffix) {
      throw ValidationError("--output would overwrite a source file: '\(path)'")
    }
  }

  /// Whether both would be written to one file.
  func isSame(as other: ReportFile) -> Bool {
    let mine = resolvedPath(path) ?? path
    let theirs = resolvedPath(other.path) ?? other.path
    return mine.utf8.elementsEqual(theirs.utf8)
  }
}
