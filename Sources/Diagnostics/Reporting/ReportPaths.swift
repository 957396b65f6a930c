/// How files are named for programs that know the repository but not where the tool was started: from its root.
///
/// Purely textual.
package struct ReportPaths: Sendable {
  /// Both absolute and resolved; nil: paths stay as users write them.
  private let folders: (root: String, here: String)?

  package init(root: String, here: String) { folders = (root, here) }

  private init() { folders = nil }

  package static let asWritten = ReportPaths()

  /// `campaigns/trial/campaign.yaml`; a file outside the repository keeps its path.
  package func fromRoot(_ path: String) -> String {
    guard let folders, !path.isEmpty else { return ReportPaths.normalised(path) }
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let full = ReportPaths.normalised(isAbsolute ? path : folders.here + "/" + path)
    let prefix = folders.root == "/" ? "/" : folders.root + "/"
    guard full.utf8.starts(with: prefix.utf8) else { return ReportPaths.normalised(path) }
    return String(decoding: full.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// Without `.` and empty parts, and `..` only at the front of a relative path.
  private static func normalised(_ path: String) -> String {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    var parts: [Substring.UTF8View] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        let isBelow = parts.last.map { !$0.elementsEqual("..".utf8) } ?? false
        if isBelow {
          parts.removeLast()
          continue
        }
        if isAbsolute { continue }
      }
      parts.append(part)
    }
    let text = parts.map { String($0) ?? "" }.joined(separator: "/")
    return isAbsolute ? "/" + text : text
  }
}
