import Diagnostics

/// Finds the partials that a template reaches: below the folder of the template, the campaign's
/// folder, its `partials/`, and the project's `partials/`, in this order; as named, or with
/// `.html.liquid` (`.txt.liquid` for a text body) or `.liquid` added.
struct PartialSearch {
  let folders: [String]
  let extensions: [String]
  private let files: ProjectFiles
  /// Every partial was found, could be read, and none renders itself.
  private(set) var isComplete = true
  private var found: [String: MappedText] = [:]
  private var failed: Set<String> = []
  /// Partials that render themselves: such a template must not be compiled, it would have no end.
  private(set) var circular: Set<String> = []
  /// The partials being followed, outermost first.
  private var path: [String] = []

  init(folders: [String], extensions: [String], files: ProjectFiles) {
    self.folders = folders
    self.extensions = extensions
    self.files = files
  }

  var sorted: [(name: String, text: MappedText)] {
    found.map { ($0.key, $0.value) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// As deep as the engine renders.
  private static let deepest = 100
  /// A template that asks for more partials that do not exist is reported no further.
  private static let mostFailed = 50

  mutating func follow(_ text: MappedText, into findings: inout Findings) {
    for (name, range) in TemplateMarkup.partials(in: text.utf8) {
      let place = text.range(range)
      if let start = path.firstIndex(of: name) {
        // Once each: the others follow from it.
        if circular.insert(name).inserted {
          findings.report(IncludeCycle.renders(Array(path[start...]), again: name, at: place))
        }
        isComplete = false
        continue
      }
      if failed.contains(name) {
        findings.report(MissingFile.noPartial(name, at: place, folders: tried))
        continue
      }
      guard found[name] == nil else { continue }
      guard path.count < PartialSearch.deepest else {
        findings.report(IncludeCycle.tooDeep(PartialSearch.deepest, at: place))
        isComplete = false
        continue
      }
      guard failed.count < PartialSearch.mostFailed else { continue }
      guard let partial = load(name, at: place, into: &findings) else {
        isComplete = false
        continue
      }
      found[name] = partial
      path.append(name)
      follow(partial, into: &findings)
      path.removeLast()
    }
  }

  private mutating func load(
    _ name: String, at place: SourceRange, into findings: inout Findings
  ) -> MappedText? {
    var reason: String?
    for folder in folders {
      for ending in [""] + extensions {
        switch ProjectPath(name + ending, from: folder) {
        case .absolute:
          findings.report(PathOutsideProject.absolute(Located(name, place)))
          return nil
        case .outside:
          findings.report(PathOutsideProject.leaves(Located(name, place)))
          return nil
        case .empty: continue
        case .inside(let path):
          switch files.read(path) {
          case .file(let file): return readText(file, into: &findings)
          case .refused(let why):
            if ending != "", why != "no such file" { reason = why }
          }
        }
      }
    }
    failed.insert(name)
    if let reason {
      findings.report(MissingFile.refusedPartial(name, at: place, reason: reason))
    } else {
      findings.report(
        MissingFile.noPartial(
          name, at: place, folders: tried, suggestion: nearest(to: name, among: names)))
    }
    return nil
  }

  private var tried: [String] {
    var unique: [String] = []
    for folder in folders where !unique.contains(folder) { unique.append(folder) }
    return unique.map { $0.isEmpty ? "the project's folder" : "'\($0)/'" }
  }

  /// Names of partials that exist, as a template would write them.
  private var names: [String] {
    var names: [String] = []
    for folder in folders {
      for path in files.source.list(folder) {
        var name = ProjectPath.relative(path, to: folder)
        for ending in extensions where name.hasSuffix(ending) {
          name = String(name.dropLast(ending.count))
          break
        }
        if !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}
