extension [UInt8] {
  /// Whether a word lies anywhere in the text: asked before anything is read, since mostly it does not.
  func holds(_ word: StaticString) -> Bool {
    holds(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  func holds(_ word: [UInt8]) -> Bool {
    word.withUnsafeBufferPointer { holds($0) }
  }

  private func holds(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count > 1 else { return word.first.map { contains($0) } ?? true }
    return withUnsafeBufferPointer { text in
      guard text.count >= word.count else { return false }
      let (first, second) = (word[0], word[1])
      var i = 0
      while i <= text.count - word.count {
        if text[i] == first, text[i + 1] == second {
          var length = 2
          while length < word.count, text[i + length] == word[length] { length += 1 }
          if length == word.count { return true }
        }
        i += 1
      }
      return false
    }
  }
}
