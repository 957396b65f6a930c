/// The folder that holds `mailplan.yaml`, found by walking up from a file; without one, the file's own folder.
struct ProjectFolder {
  static let fileName = "mailplan.yaml"
  /// Absolute and resolved.
  let root: String
  /// The root as the user would name it from where they stand; `.` for here.
  let display: String

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
    display = ProjectFolder.displayName(of: folder)
  }

  /// The path of a file from the root, with `/`; nil if it lies outside.
  func relativePath(of path: String) -> String? {
    resolvedPath(path).flatMap { Paths.relative($0, to: root) }
  }

  /// Where the user would look for a file of the project.
  func display(of relative: String) -> String { Paths.join(display, relative) }

  private static func displayName(of folder: String) -> String {
    guard let here = resolvedPath(".") else { return folder }
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
