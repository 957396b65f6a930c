import ArgumentParser
import CampaignRunner

/// Where a manifest goes, and in which form.
struct ManifestOptions: ParsableArguments {
  enum Order: String, CaseIterable, ExpressibleByArgument {
    /// Contacts as in the segment, the rows of each by time.
    case contact
    /// All rows by instant; those without one last.
    case time
  }

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The manifest: a name that ends with .jsonl, .csv or .db, of the first two also with .gz or .zst; \
      - for standard output.
      """, valueName: "file"))
  var output: String

  @Option(help: "jsonl, csv or sqlite. Default: what the name says, else jsonl.")
  var format: ManifestFormat.Kind?

  @Option(help: "Bodies in the manifest: inline or none.")
  var bodies: BodyOutput = .inline

  @Option(help: "The order of the rows: contact (as in the segment) or time.")
  var sort: Order = .contact

  @Option(
    name: .customLong("split-by"),
    help: "One file for each step, or for each day of the contacts' calendars: step or day.")
  var split: ManifestSplit?

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o needs a file name") }
    let format = try written()
    guard split != nil else { return }
    if output == "-" { throw ValidationError("--split-by needs a file name, not standard output") }
    if format.kind == .sqlite {
      throw ValidationError("a database is one file: ask it by step or day instead of --split-by")
    }
  }

  func written() throws -> ManifestFormat { try ManifestFormat(name: output, format: format) }

  /// Opens what the rows go to.
  func target() throws -> any ManifestTarget {
    let format = try written()
    let target: any ManifestTarget
    if let split {
      if kind(of: output) == .other {
        throw Failure(
          .usage, "--split-by needs a plain file name, and '\(output)' is a pipe or device")
      }
      target = SplitTarget(
        split, format: format, ending: String(output.dropFirst(format.stem.count)),
        hasBodies: bodies == .inline)
    } else if format.kind == .sqlite {
      target = try DatabaseTarget(output, hasBodies: bodies == .inline)
    } else {
      target = try TextTarget(
        ByteOutput(output, compression: format.compression), kind: format.kind,
        hasBodies: bodies == .inline)
    }
    guard sort == .time else { return target }
    let isPlain = output != "-" && kind(of: output) != .other
    let folder = isPlain ? Paths.folder(of: output) : temporaryFolder()
    return RowSorter(to: target) { try SpillFile(in: folder) }
  }

  /// The names of what lies beside the manifest; nil for standard output, pipes and devices.
  func names() throws -> OutputNames? {
    guard output != "-", kind(of: output) != .other else { return nil }
    return OutputNames(stem: try written().stem)
  }
}

/// What lies beside a manifest: `out.jsonl` has `out.summary.json` and `out.actions.jsonl`.
struct OutputNames {
  let summary: String
  let actions: String

  init(stem: String) {
    summary = stem + ".summary.json"
    actions = stem + ".actions.jsonl"
  }
}

extension BodyOutput: ExpressibleByArgument {}
