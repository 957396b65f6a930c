import CampaignCompiler
import CivilTime
import Diagnostics

/// The files of a project that one run of bytes stands for.
///
/// Lines of the form `%% path` begin a file; what stands before the first is `campaign.yaml`.
package struct ProjectBytes {
  package private(set) var files: [(path: String, bytes: [UInt8])] = []

  package init(_ bytes: [UInt8]) {
    var path = "campaign.yaml"
    var start = 0
    var i = 0
    while i < bytes.count {
      let end = bytes[i...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      if let next = ProjectBytes.path(in: bytes[i..<end]) {
        add(path, Array(bytes[start..<i]))
        (path, start) = (next, end)
      }
      i = end
    }
    add(path, Array(bytes[start...]))
  }

  package init(files: [(path: String, bytes: [UInt8])]) { self.files = files }

  /// The bytes that stand for them.
  package var joined: [UInt8] {
    files.flatMap { file in
      Array("%% \(file.path)\n".utf8) + file.bytes + (file.bytes.last == 0x0A ? [] : [0x0A])
    }
  }

  package subscript(path: String) -> [UInt8]? {
    files.first { $0.path.utf8.elementsEqual(path.utf8) }?.bytes
  }

  /// The first of two files with one path counts, and one without bytes only where it is named.
  private mutating func add(_ path: String, _ bytes: [UInt8]) {
    guard files.count < 16, self[path] == nil, !bytes.isEmpty || !files.isEmpty else { return }
    files.append((path, bytes))
  }

  private static func path(in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: "%% ".utf8) else { return nil }
    let name = line.dropFirst(3).prefix { $0 > 0x20 && $0 < 0x7F }
    let rest = line.dropFirst(3 + name.count)
    guard !name.isEmpty, rest.allSatisfy({ $0 == 0x0A || $0 == 0x0D }) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}

extension ProjectBytes {
  /// What the compiler sees: three zones exist, and it is a day of 2026.
  package var campaignFiles: CampaignFiles {
    let sources = files.map { (path: $0.path, file: SourceFile(path: $0.path, bytes: $0.bytes)) }
    return CampaignFiles(
      read: { path in
        let found = sources.first { $0.path.utf8.elementsEqual(path.utf8) }
        return found.map { .file($0.file) } ?? .refused(reason: "no such file")
      },
      list: { folder in
        let paths = sources.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return paths.filter { folder.isEmpty || folder == "." || $0.hasPrefix(folder + "/") }
      },
      knowsZone: { ProjectBytes.zones.contains($0) }, zoneNames: { ProjectBytes.zones },
      today: CivilDate("2026-11-23"))
  }

  private static let zones = ["America/New_York", "Europe/Berlin", "UTC"]
}
