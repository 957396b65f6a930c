/// The folder that holds `mailplan.yaml`, found by walking up from a file; without one, the file's own folder.
struct ProjectFolder {
  static let fileName = "mailplan.yaml"
  /// Absolute and resolved.
  let root: String
  /// The root as the user would name it from where they stand; `.` for here.
  let display: String
  /// Where the user stands, if files are named from there.
  private let here: String?

  /// nil if there is nothing at `path`.
  init?(around path: String) {
    guard let file = resolvedPath(path) else { return nil }
    let own = kind(of: file) == .folder ? file : Paths.folder(of: file)
    var folder = own
    while kind(of: Paths.join(folder, ProjectFolder.fileName)) != .file {
      if folder == "/" {
        folder = own
        break
      }
      folder = Paths.folder(of: folder)
    }
    root = folder
    let written = ProjectFolder.beginning(
      of: path, whereTheRestIs: Paths.relative(file, to: folder), at: folder)
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    here = written == nil && !isAbsolute ? resolvedPath(".") : nil
    display = written ?? here.map { ProjectFolder.name(of: folder, from: $0) } ?? folder
  }

  /// The path of a file from the root, with `/`; nil if it lies outside.
  func relativePath(of path: String) -> String? {
    resolvedPath(path).flatMap { Paths.relative($0, to: root) }
  }

  /// Where the user would look for a file of the project.
  func display(of relative: String) -> String {
    guard let here else { return Paths.join(display, relative) }
    return ProjectFolder.name(of: Paths.join(root, relative), from: here)
  }

  /// What the user has written before the part of a path that lies in the project; nil if that is another folder.
  private static func beginning(
    of path: String, whereTheRestIs rest: String?, at folder: String
  ) -> String? {
    guard let rest else { return nil }
    let ending = rest == "." ? "" : rest
    guard path.utf8.count >= ending.utf8.count,
      path.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    else { return nil }
    var beginning = Array(path.utf8.dropLast(ending.utf8.count))
    while beginning.count > 1, beginning.last == UInt8(ascii: "/") { beginning.removeLast() }
    while beginning.starts(with: "./".utf8) { beginning.removeFirst(2) }
    let name = beginning.isEmpty ? "." : String(decoding: beginning, as: UTF8.self)
    return resolvedPath(name) == folder ? name : nil
  }

  private static func name(of folder: String, from here: String) -> String {
    if let below = Paths.relative(folder, to: here) { return below }
    var up = ".."
    var parent = Paths.folder(of: here)
    while true {
      if let below = Paths.relative(folder, to: parent) {
        return below == "." ? up : "\(up)/\(below)"
      }
      if parent == "/" { return folder }
      parent = Paths.folder(of: parent)
      up += "/.."
    }
  }
}
