import Diagnostics

extension Findings {
  /// Notes the suppressions in the comments of templates: `{% comment %}mailplan: ignore[…]{% endcomment %}` and
  /// `{% # mailplan: ignore[…] %}`, in files and in the texts of a campaign.
  mutating func noteSuppressions(of campaign: AnalyzedCampaign) {
    var seen: Set<Place> = []
    var lines: [String: CommentedLines] = [:]
    for email in campaign.emails {
      for text in email?.bodies.flatMap(\.texts) ?? []
      where text.utf8.holds("mailplan:") {
        guard seen.insert(Place(text.file.path, text.whole.bytes.lowerBound)).inserted else {
          continue
        }
        var scan = TemplateComments(text)
        while let (comment, inner) = scan.next() {
          noteSuppression(comment, inner, &lines)
        }
      }
    }
  }

  private struct Place: Hashable {
    let path: String
    let offset: Int

    init(_ path: String, _ offset: Int) {
      self.path = path
      self.offset = offset
    }
  }

  /// - Parameter lines: of the files that have been read so far, by path.
  private mutating func noteSuppression(
    _ comment: SourceRange, _ inner: SourceRange, _ lines: inout [String: CommentedLines]
  ) {
    switch parseSuppression(inner, of: comment) {
    case .none: break
    case .invalid(let diagnostic): report(diagnostic)
    case .suppression(let names, let until, let reason):
      let known = lines[comment.file.path] ?? CommentedLines(comment.file)
      lines[comment.file.path] = known
      note([
        Suppression(
          names: names, until: until, reason: reason, comment: comment,
          // Line breaks around a tag are part of the text: it is left to people to remove it.
          covered: known.covered(by: comment), removal: nil)
      ])
    }
  }
}

/// The comments of a template, in its order; text in `{% raw %}` is none.
private struct TemplateComments {
  let text: MappedText
  private var i = 0

  init(_ text: MappedText) { self.text = text }

  /// The whole comment, and what is said in it.
  mutating func next() -> (SourceRange, SourceRange)? {
    while let tag = nextTag() {
      let name = word(in: tag.inner)
      if name.isEmpty, at(tag.inner.lowerBound) == UInt8(ascii: "#") {
        return (text.range(tag.whole), text.range(tag.inner.lowerBound + 1..<tag.inner.upperBound))
      }
      if name == "raw" {
        while let end = nextTag() { if word(in: end.inner) == "endraw" { break } }
      } else if name == "comment" {
        let start = tag.whole.upperBound
        guard let end = nextTag() else { return nil }
        guard word(in: end.inner) == "endcomment" else { continue }
        return (
          text.range(tag.whole.lowerBound..<end.whole.upperBound),
          text.range(start..<end.whole.lowerBound)
        )
      }
    }
    return nil
  }

  /// `{% … %}`, and what stands in it without hyphens and blanks.
  private mutating func nextTag() -> (whole: Range<Int>, inner: Range<Int>)? {
    let bytes = text.utf8
    while i + 1 < bytes.count {
      guard bytes[i] == UInt8(ascii: "{"), bytes[i + 1] == UInt8(ascii: "%") else {
        i += 1
        continue
      }
      let start = i
      i += 2
      while i + 1 < bytes.count,
        bytes[i] != UInt8(ascii: "%") || bytes[i + 1] != UInt8(ascii: "}")
      {
        i += 1
      }
      guard i + 1 < bytes.count else { return nil }
      var inner = start + 2..<i
      i += 2
      func isFiller(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "-") }
      while !inner.isEmpty, isFiller(bytes[inner.lowerBound]) {
        inner = inner.lowerBound + 1..<inner.upperBound
      }
      while !inner.isEmpty, isFiller(bytes[inner.upperBound - 1]) {
        inner = inner.lowerBound..<inner.upperBound - 1
      }
      return (start..<i, inner)
    }
    return nil
  }

  private func at(_ offset: Int) -> UInt8 {
    offset < text.utf8.count ? text.utf8[offset] : 0
  }

  private func word(in range: Range<Int>) -> String {
    let letters = text.utf8[range].prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    return String(decoding: letters, as: UTF8.self)
  }
}
