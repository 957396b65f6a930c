/// The files that `lint` is asked to look at, each once, sorted by path.
struct LintInputs {
  enum Subject: Int {
    case campaign
    case segment
    case project
  }

  struct Item {
    let path: String
    let subject: Subject
  }

  private(set) var items: [Item] = []
  private var seen: Set<String> = []

  /// Folders are searched; a file named explicitly is always taken.
  init(_ paths: [String]) throws(Failure) {
    for path in paths {
      switch kind(of: path) {
      case .folder:
        let before = items.count
        search(path, depth: 0)
        if items.count == before, paths.count == 1 {
          throw Failure(.usage, "there is no campaign, segment or project file below '\(path)'")
        }
      case .missing: throw Failure(.usage, "cannot read '\(path)': no such file")
      case .file, .other:
        try refuseOtherKinds(path)
        add(path, isExplicit: true)
      }
    }
    items.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A template or a CSV read as YAML would give findings about nothing.
  private func refuseOtherKinds(_ path: String) throws(Failure) {
    for (ending, hint) in LintInputs.otherKinds where path.hasSuffix(ending) {
      throw Failure(.usage, "'\(path)' is no campaign, segment or project file; \(hint)")
    }
  }

  private static let otherKinds = [
    (".liquid", "a template is checked with the campaigns that use it"),
    (".html", "a template is checked with the campaigns that use it"),
    (".txt", "a template is checked with the campaigns that use it"),
    (".csv", "the rows of a segment are checked by 'mailplan preview'"),
    (".md", "name a folder, or a .yaml file"),
    (".test.yaml", "campaign tests are not read yet"),
  ]

  private mutating func search(_ folder: String, depth: Int) {
    for name in namesInFolder(folder) where name.utf8.first != UInt8(ascii: ".") {
      let path = Paths.join(folder, name)
      switch kind(of: path) {
      case .folder where depth < 32: search(path, depth: depth + 1)
      case .file: add(path, isExplicit: false)
      case .folder, .other, .missing: break
      }
    }
  }

  private mutating func add(_ path: String, isExplicit: Bool) {
    let name = Paths.name(of: path)
    guard isExplicit || name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
      !name.hasSuffix(".test.yaml"),
      let subject = LintInputs.subject(of: path) ?? (isExplicit ? .campaign : nil),
      seen.insert(resolvedPath(path) ?? path).inserted
    else { return }
    items.append(Item(path: path, subject: subject))
  }

  /// Told by its name or by its first keys; nil for YAML that is none of ours.
  static func subject(of path: String) -> Subject? {
    if Paths.name(of: path) == ProjectFolder.fileName { return .project }
    if Paths.name(of: path) == "campaign.yaml" { return .campaign }
    guard let bytes = try? readRegularFile(path, limit: DiskFiles.largestFile) else { return nil }
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "campaign:".utf8) { return .campaign }
      if line.starts(with: "segment:".utf8) || line.starts(with: "columns:".utf8) {
        return isCampaign(bytes) ? .campaign : .segment
      }
    }
    // Ours, with a key missing or misspelt: to be told rather than passed over.
    let isOurs = bytes.split(separator: UInt8(ascii: "\n"))
      .contains { $0.starts(with: "mailplan:".utf8) }
    return isOurs ? .campaign : nil
  }

  /// `segment:` is a key of both; only a campaign has steps.
  private static func isCampaign(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains {
      $0.starts(with: "steps:".utf8) || $0.starts(with: "campaign:".utf8)
    }
  }
}
