/// The files of a project, without those of other projects below it.
struct ProjectNames {
  /// Relative to the project's folder, sorted.
  let paths: [String]

  init(of folder: ProjectFolder) {
    var found: [String] = []
    func visit(_ path: String, depth: Int) {
      for name in namesInFolder(path.isEmpty ? folder.root : Paths.join(folder.root, path))
      where name.utf8.first != UInt8(ascii: ".") && found.count < ProjectNames.most {
        let child = path.isEmpty ? name : "\(path)/\(name)"
        let full = Paths.join(folder.root, child)
        switch kind(of: full) {
        case .file: found.append(child)
        case .folder where depth < 32:
          guard kind(of: Paths.join(full, ProjectFolder.fileName)) != .file else { continue }
          visit(child, depth: depth + 1)
        case .folder, .other, .missing: break
        }
      }
    }
    visit("", depth: 0)
    paths = found
  }

  /// Of more files nothing is said.
  private static let most = 200_000
}
