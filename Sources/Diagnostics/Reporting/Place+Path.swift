extension Place {
  /// Of the file, as users name it; empty for none.
  package var path: String {
    switch self {
    case .range(let range): range.file.path
    case .position(let path, _, _), .file(let path): path
    }
  }
}
