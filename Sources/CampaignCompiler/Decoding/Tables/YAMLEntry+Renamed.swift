import Diagnostics
import YAMLTree

extension YAMLEntry {
  /// The entry as if its key were spelt `name`; every byte of it stands for the whole written key.
  func renamed(_ name: String) -> YAMLEntry {
    let utf8 = Array(name.utf8)
    let text = MappedText(
      utf8: utf8, file: key.range.file,
      segments: [
        .init(text: 0..<utf8.count, file: key.range.bytes, isVerbatim: false)
      ], whole: key.range)
    return YAMLEntry(key: YAMLScalar(style: key.style, text: text), value: value)
  }
}
