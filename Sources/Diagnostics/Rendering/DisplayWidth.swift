/// The columns that terminals give a character: 0 for combining marks, 2 for wide East Asian
/// characters and emoji (Unicode Standard Annex 11, in blocks rather than single characters), else 1.
func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  guard value >= 0x300 else { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if (0x1160...0x11FF).contains(value) { return 0 }
  if wideBlocks.contains(where: { $0.contains(value) }) { return 2 }
  return scalar.properties.isEmojiPresentation ? 2 : 1
}

private let wideBlocks: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
  0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
  0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD,
]
