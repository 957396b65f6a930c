import LiquidTemplates

extension [UInt8] {
  /// Whether a word lies anywhere in the text: asked before anything is read, since mostly it does not.
  func holds(_ word: String) -> Bool {
    let word = Array(word.utf8)
    return withUnsafeBytes { text in
      word.withUnsafeBytes { text.firstRange(of: $0, from: 0) != nil }
    }
  }
}
