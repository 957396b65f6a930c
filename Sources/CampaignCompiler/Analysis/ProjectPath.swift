/// Where a path written in a file leads, relative to the project's folder.
enum ProjectPath: Equatable {
  /// Normalised: no `.`, `..` or empty parts.
  case inside(String)
  case outside
  case absolute
  case empty

  /// - Parameter folder: normalised, `""` for the project's own folder.
  init(_ written: String, from folder: String) {
    let bytes = Array(written.utf8)
    guard !bytes.isEmpty else {
      self = .empty
      return
    }
    guard bytes[0] != UInt8(ascii: "/") else {
      self = .absolute
      return
    }
    var parts = folder.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    for part in bytes.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else {
          self = .outside
          return
        }
      } else {
        parts.append(Array(part))
      }
    }
    self = .inside(parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"))
  }

  /// The folder of a normalised path, `""` for the project's own.
  static func folder(of path: String) -> String {
    let bytes = Array(path.utf8)
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(decoding: bytes[..<slash], as: UTF8.self)
  }

  /// The path of a file of the project as one writes it in a file of `folder`.
  static func relative(_ path: String, to folder: String) -> String {
    let target = path.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    let base = folder.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    var shared = 0
    while shared < base.count, shared + 1 < target.count, base[shared] == target[shared] {
      shared += 1
    }
    let parts =
      Array(repeating: "..", count: base.count - shared)
      + target[shared...].map { String(decoding: $0, as: UTF8.self) }
    return parts.joined(separator: "/")
  }
}
