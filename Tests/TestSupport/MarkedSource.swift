import Diagnostics

/// A source text whose places are named by keycap markers: `subject: 1️⃣{{ frist_name }}`.
///
/// A marker that stands once names an offset; one that stands twice names the range between.
package struct MarkedSource: Sendable {
  /// The source without its markers.
  package let text: String
  /// UTF-8 offsets in `text` for each marker, ascending.
  package let offsets: [Int: [Int]]

  package init(_ marked: String) {
    var scalars = String.UnicodeScalarView()
    var offsets: [Int: [Int]] = [:]
    var count = 0
    let all = Array(marked.unicodeScalars)
    var i = 0
    while i < all.count {
      let scalar = all[i]
      let isKeycap =
        i + 2 < all.count && all[i + 1].value == 0xFE0F && all[i + 2].value == 0x20E3
      if isKeycap, (0x30...0x39).contains(scalar.value) {
        offsets[Int(scalar.value) - 0x30, default: []].append(count)
        i += 3
        continue
      }
      scalars.append(scalar)
      count += UTF8.width(scalar)
      i += 1
    }
    self.text = String(scalars)
    self.offsets = offsets
  }

  /// The offset of a marker; nil if it does not stand in the source.
  package func offset(_ marker: Int) -> Int? { offsets[marker]?.first }

  /// The range between the two places of a marker; nil unless it stands twice.
  package func range(_ marker: Int) -> Range<Int>? {
    guard let places = offsets[marker], places.count == 2 else { return nil }
    return places[0]..<places[1]
  }

  package func file(_ path: String = "test.yaml") -> SourceFile {
    SourceFile(path: path, text: text)
  }
}
