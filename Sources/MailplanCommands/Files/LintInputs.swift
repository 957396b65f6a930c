import CivilTime

/// The files that `lint` is asked to look at, each once, sorted by path.
struct LintInputs {
  enum Subject: Int {
    case campaign
    case segment
    case project
    case test
  }

  struct Item {
    let path: String
    let subject: Subject
    /// nil for a file on disk.
    let standardInput: StandardInputFile?

    func open(
      zones: ZoneFiles, edits: EditedFiles = EditedFiles(), today: CivilDate? = nil,
      known: [String: ProjectFolder] = [:]
    ) throws(Failure) -> CampaignInput {
      guard let standardInput else {
        return try CampaignInput(path, zones: zones, edits: edits, today: today, known: known)
      }
      return try CampaignInput(standardInput, zones: zones, today: today)
    }
  }

  private(set) var items: [Item] = []
  private var seen: Set<String> = []

  /// Folders are searched; a file named explicitly is always taken.
  ///
  /// - Parameter standardInput: what the path `-` stands for; it takes the place of the file on disk.
  init(_ paths: [String], standardInput: StandardInputFile? = nil) throws(Failure) {
    if let standardInput { try add(standardInput) }
    for path in paths where standardInput == nil || path != "-" {
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

  private mutating func add(_ input: StandardInputFile) throws(Failure) {
    try refuseOtherKinds(input.path)
    seen.insert(resolvedPath(input.path) ?? input.path)
    let subject = LintInputs.subject(of: input.path) { input.bytes } ?? .campaign
    items.append(Item(path: input.display, subject: subject, standardInput: input))
  }

  private mutating func add(_ path: String, isExplicit: Bool) {
    let name = Paths.name(of: path)
    guard isExplicit || name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
      let subject = LintInputs.subject(
        of: path, read: { try? readRegularFile(path, limit: DiskFiles.largestFile) })
        ?? (isExplicit ? .campaign : nil),
      seen.insert(resolvedPath(path) ?? path).inserted
    else { return }
    items.append(Item(path: path, subject: subject, standardInput: nil))
  }

  /// Told by its name or by its first keys; nil for YAML that is none of ours.
  private static func subject(of path: String, read: () -> [UInt8]?) -> Subject? {
    if let subject = subject(named: path) { return subject }
    guard let bytes = read() else { return nil }
    return subject(of: bytes)
  }

  /// Told by a name that only one kind of file has.
  static func subject(named path: String) -> Subject? {
    switch Paths.name(of: path) {
    case ProjectFolder.fileName: .project
    case "campaign.yaml": .campaign
    case let name where name.hasSuffix(".test.yaml"): .test
    default: nil
    }
  }

  /// Told by the first keys of a file.
  static func subject(of bytes: [UInt8]) -> Subject? {
    var isOurs = false
    var hasSteps = false
    var isSegment = false
    var start = 0
    while start < bytes.count {
      let line = bytes[start...]
      switch line.first {
      case UInt8(ascii: "c"):
        if line.starts(with: "campaign:".utf8) { return .campaign }
        isSegment = isSegment || line.starts(with: "columns:".utf8)
      // `segment:` is a key of both; only a campaign has steps.
      case UInt8(ascii: "s"):
        isSegment = isSegment || line.starts(with: "segment:".utf8)
        hasSteps = hasSteps || line.starts(with: "steps:".utf8)
      // Ours, with a key missing or misspelt: to be told rather than passed over.
      case UInt8(ascii: "m"): isOurs = isOurs || line.starts(with: "mailplan:".utf8)
      default: break
      }
      start = (line.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
    }
    if isSegment { return hasSteps ? .campaign : .segment }
    return isOurs ? .campaign : nil
  }
}
