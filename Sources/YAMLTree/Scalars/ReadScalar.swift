import Diagnostics

/// What is known of a scalar before its text is mapped.
struct ScalarSite {
  let style: YAMLScalar.Style
  /// libyaml's reading of it, which the mapping must agree with.
  let value: [UInt8]
  /// From the first byte of the text, quote or indicator to where libyaml ended it.
  let bytes: Range<Int>
  /// The column of the block collection that holds it; -1 at the root.
  let parentIndent: Int
}

/// Maps a scalar's value to the bytes it was written in.
///
/// Where the mapping does not give libyaml's value, the whole text stands for the whole scalar.
func readScalar(_ site: ScalarSite, in source: PatchedSource) -> YAMLScalar {
  var bytes = site.bytes
  var segments: [MappedText.Segment]
  if let inner = verbatimRange(site, in: source.text) {
    segments =
      inner.isEmpty
      ? [] : [.init(text: 0..<inner.count, file: inner, isVerbatim: true)]
  } else {
    let text = scalarText(site, in: source.text)
    segments = text.segments
    if text.utf8 != site.value {
      segments = [.init(text: 0..<site.value.count, file: bytes, isVerbatim: false)]
    }
  }
  if site.style == .literal || site.style == .folded {
    // libyaml ends a block scalar at the next line with other text, far below its own last line.
    let header = BlockScalarHeader(source.text, at: bytes.lowerBound)
    let end = segments.last?.file.upperBound ?? header.end
    bytes = bytes.lowerBound..<max(end, bytes.lowerBound)
  }
  let text = MappedText(
    utf8: source.original(site.value, segments), file: source.file, segments: segments,
    whole: source.file.range(bytes))
  return YAMLScalar(style: site.style, text: text)
}

/// The bytes of the file that are the value as they stand; nil if it has escapes or folds.
private func verbatimRange(_ site: ScalarSite, in source: SourceBytes) -> Range<Int>? {
  let inner: Range<Int>
  switch site.style {
  case .plain: inner = site.bytes
  case .singleQuoted, .doubleQuoted: inner = betweenQuotes(site.bytes)
  case .literal, .folded: return nil
  }
  guard inner.count == site.value.count else { return nil }
  return source.bytes[inner].elementsEqual(site.value) ? inner : nil
}

private func scalarText(_ site: ScalarSite, in source: SourceBytes) -> ScalarText {
  switch site.style {
  case .plain:
    return flowScalarText(source, site.bytes, style: .plain)
  case .singleQuoted, .doubleQuoted:
    return flowScalarText(source, betweenQuotes(site.bytes), style: site.style)
  case .literal, .folded:
    var reader = BlockScalarReader(
      source, at: site.bytes.lowerBound, isLiteral: site.style == .literal,
      parentIndent: site.parentIndent)
    return reader.read()
  }
}

private func betweenQuotes(_ bytes: Range<Int>) -> Range<Int> {
  guard bytes.count >= 2 else { return bytes.lowerBound..<bytes.lowerBound }
  return bytes.lowerBound + 1..<bytes.upperBound - 1
}
