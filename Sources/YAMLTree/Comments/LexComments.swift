import Diagnostics

/// The comments of a file, which libyaml drops: every `#` that no scalar holds, to the end of its line.
///
/// - Parameters:
///   - scalars: the bytes of all scalars, ascending.
///   - headers: comments that stand inside those bytes, beside `|` or `>`, ascending.
func lexComments(
  in source: PatchedSource, scalars: [Range<Int>], headers: [Range<Int>]
) -> [YAMLComment] {
  var found: [Range<Int>] = []
  var gap = 0
  for scalar in scalars {
    if gap < scalar.lowerBound { appendComments(in: source.text, gap..<scalar.lowerBound, &found) }
    gap = max(gap, scalar.upperBound)
  }
  if gap < source.text.bytes.count {
    appendComments(in: source.text, gap..<source.text.bytes.count, &found)
  }
  let all = (found + headers).sorted { $0.lowerBound < $1.lowerBound }
  return all.map { YAMLComment(range: source.file.range($0)) }
}

private func appendComments(in text: SourceBytes, _ gap: Range<Int>, _ found: inout [Range<Int>]) {
  var i = gap.lowerBound
  while i < gap.upperBound {
    if text[i] == UInt8(ascii: "#") {
      let end = text.endOfLine(i)
      found.append(i..<end)
      i = end
    }
    i += 1
  }
}
