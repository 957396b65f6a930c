extension Span<UInt8> {
  /// The number that two digits at `index` write; nil if there are none, or the text ends before.
  func twoDigits(at index: Int) -> Int? {
    guard index >= 0, index + 2 <= count else { return nil }
    let tens = self[index] &- 0x30
    let ones = self[index + 1] &- 0x30
    guard tens <= 9, ones <= 9 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }

  func holds(_ character: Unicode.Scalar, at index: Int) -> Bool {
    index >= 0 && index < count && UInt32(self[index]) == character.value
  }
}
