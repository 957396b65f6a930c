import ArgumentParser
import CampaignCompiler
import Diagnostics

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Bring campaigns, segment files and the project file into their canonical layout.",
    discussion: """
      Comments are kept, and what a file means never changes. A folder means every campaign, segment and \
      project file below it; '-' is standard input, laid out to standard output. A file with errors is \
      left as it is, and the errors are shown.
      """)

  @Argument(help: "Files or folders, or '-'; without any, the folder you are in.")
  var paths: [String] = ["."]

  @Flag(
    help:
      "Write nothing: list the files that would change, and end with exit code 1 if there are any.")
  var check = false

  @Flag(help: "Write nothing: show what would change. Exit code 1 only together with --check.")
  var diff = false

  @Option(
    name: .customLong("stdin-filename"),
    help: ArgumentHelp(
      "What standard input is called in messages; 'mailplan.yaml' is a project file.",
      valueName: "file"))
  var stdinFilename: [String] = []

  @Option(help: "Colour: auto, always or never.")
  var color: ColourChoice = .auto

  func validate() throws {
    if paths.contains("-"), paths.count > 1 {
      throw ValidationError("'-' stands alone: standard input is one file")
    }
    if stdinFilename.count > 1 { throw ValidationError("--stdin-filename is given once") }
    if !stdinFilename.isEmpty, paths != ["-"] {
      throw ValidationError("--stdin-filename goes with '-' only")
    }
  }

  func run() throws {
    var findings = Findings()
    var changed = 0
    if paths == ["-"] {
      changed = try format(standardInput(), into: &findings) ? 1 : 0
    } else {
      for item in try LintInputs(paths).items {
        if try format(item, into: &findings) { changed += 1 }
      }
    }
    try FindingsOutput(color: color, isJSON: false).show(findings)
    if !findings.all.isEmpty || (check && changed > 0) { throw ExitStatus.findings }
  }

  /// Whether the file was, or is to be, laid out anew.
  private func format(_ item: LintInputs.Item, into findings: inout Findings) throws -> Bool {
    let bytes: [UInt8]
    do {
      bytes = try readRegularFile(item.path, limit: DiskFiles.largestFile)
    } catch {
      throw Failure(.usage, "cannot read '\(item.path)': \(error.reason)")
    }
    let file = SourceFile(path: item.path, bytes: bytes)
    guard let formatted = formatFile(file, as: item.subject.asFileSubject, into: &findings),
      formatted != bytes
    else { return false }
    if try show(file, formatted) { return true }
    var output = try FileOutput(item.path)
    output.keepMode()
    try output.write(formatted)
    try output.commit()
    return true
  }

  private func standardInput() throws -> SourceFile {
    do {
      let bytes = try readAll(0, limit: DiskFiles.largestFile)
      return SourceFile(path: stdinFilename.first ?? "<stdin>", bytes: bytes)
    } catch {
      throw Failure(.usage, "cannot read standard input: \(error.reason)")
    }
  }

  /// Standard output gets the file whether or not it changes; nothing if it has errors.
  private func format(_ file: SourceFile, into findings: inout Findings) throws -> Bool {
    let subject =
      LintInputs.subject(named: file.path) ?? LintInputs.subject(of: file.bytes) ?? .campaign
    guard let formatted = formatFile(file, as: subject.asFileSubject, into: &findings) else {
      return false
    }
    if try !show(file, formatted) { try StandardStream.output.write(formatted) }
    return formatted != file.bytes
  }

  /// Whether the caller wants to see what would change rather than have it changed.
  private func show(_ file: SourceFile, _ formatted: [UInt8]) throws -> Bool {
    if diff {
      try StandardStream.output.write(
        unifiedDiff(old: file.bytes, new: formatted, path: terminalSafe(file.path)))
    } else if check, formatted != file.bytes {
      try StandardStream.output.write(terminalSafe(file.path) + "\n")
    }
    return diff || check
  }
}

extension LintInputs.Subject {
  fileprivate var asFileSubject: FileSubject {
    switch self {
    case .campaign: .campaign
    case .segment: .segment
    case .project: .project
    case .test: .test
    }
  }
}
