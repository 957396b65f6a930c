import Diagnostics

/// An image that says nothing where images are not shown.
enum ImageWithoutAlt: LintCheck {
  static let description = RuleDescription(
    "image-without-alt", .compliance, .warning,
    summary: "an image has an alt text, which may be empty",
    why: """
      Many mail programs show no images until they are asked to, and screen readers read the \
      file's name where there is no `alt`. An image that only decorates has `alt=""`. Pixels of \
      one by one are left alone.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          html: '<p><img src="https://acme.example/chart.png" width="600"></p>'
      """,
    good: """
      steps:
        - email: news
          subject: News
          html: '<p><img src="https://acme.example/chart.png" width="600" alt="Sales since May"></p>'
      """,
    configure: "lint: { rules: { image-without-alt: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for html in subject.html {
      for tag in html.tags where !tag.isEnd && tag.name.elementsEqual("img".utf8) {
        guard tag.attribute("alt") == nil, !isPixel(tag, html), !isHiddenFromReaders(tag, html)
        else { continue }
        findings.report(
          missing(subject.complianceLevel, at: html.text.range(html.name(of: tag))))
      }
    }
    for text in subject.markdownTexts {
      for start in emptyImages(text.utf8) {
        findings.report(missing(subject.complianceLevel, at: text.range(start..<start + 3)))
      }
    }
  }

  private static func isPixel(_ tag: HTMLTags.Tag, _ html: HTMLTags) -> Bool {
    ["width", "height"].allSatisfy { (name: StaticString) in
      guard let value = tag.attribute(name)?.value else { return false }
      let words = html.words(value)
      return words.elementsEqual("1".utf8) || words.elementsEqual("0".utf8)
        || words.elementsEqual("1px".utf8)
    }
  }

  private static func isHiddenFromReaders(_ tag: HTMLTags.Tag, _ html: HTMLTags) -> Bool {
    let role = tag.attribute("role")?.value.map { html.words($0) } ?? []
    let hidden = tag.attribute("aria-hidden")?.value.map { html.words($0) } ?? []
    return role.elementsEqual("presentation".utf8) || role.elementsEqual("none".utf8)
      || hidden.elementsEqual("true".utf8)
  }

  /// `![](…)` in Markdown, but not in code.
  private static func emptyImages(_ text: [UInt8]) -> [Int] {
    let mark = Array("![](".utf8)
    var found: [Int] = []
    var inCode = false
    for i in text.indices {
      if text[i] == UInt8(ascii: "`") { inCode.toggle() }
      if text[i] == UInt8(ascii: "\n") { inCode = false }
      guard !inCode, text[i] == mark[0], text[i...].starts(with: mark) else { continue }
      found.append(i)
    }
    return found
  }

  private static func missing(_ level: Severity, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, level, "an image has an alt text", at: range,
      help: "alt=\"\" is right for one that only decorates")
  }
}
