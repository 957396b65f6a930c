import Diagnostics

/// A file as it is handed to libyaml: values that YAML cannot read are overwritten with letters
/// of the same length, so that the rest of the file is still checked and no offset moves.
struct PatchedSource {
  let file: SourceFile
  private(set) var text: SourceBytes
  private(set) var patches: [Range<Int>] = []

  init(_ file: SourceFile) {
    self.file = file
    text = SourceBytes(file.bytes)
  }

  /// The same file with one more value overwritten.
  func patching(_ value: Range<Int>) -> PatchedSource {
    var patched = self
    patched.patches.append(value)
    var bytes = text.bytes
    for i in value { bytes[i] = UInt8(ascii: "x") }
    patched.text = SourceBytes(bytes)
    return patched
  }

  /// A scalar's value with what the user wrote in place of any patch.
  func original(_ value: [UInt8], _ segments: [MappedText.Segment]) -> [UInt8] {
    guard !patches.isEmpty else { return value }
    var value = value
    for segment in segments where segment.isVerbatim {
      guard patches.contains(where: { $0.overlaps(segment.file) }) else { continue }
      value.replaceSubrange(segment.text, with: file.bytes[segment.file])
    }
    return value
  }
}
