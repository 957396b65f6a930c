import CampaignGraph
import Diagnostics

/// A link that leads elsewhere than it looks.
enum LinkHomograph: LintCheck {
  static let description = RuleDescription(
    "link-homograph", .compliance, .warning,
    summary: "a link leads where it looks as if it led",
    why: """
      A link whose text is the address of one site and that leads to another is how phishing \
      works, and spam filters look for it; so is a domain with letters of two alphabets in one \
      word, or of another alphabet that look like Latin ones. A subdomain of the same site is fine.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          html: '<a href="https://acme-mail.example/news">https://www.acme.example/news</a>'
      """,
    good: """
      steps:
        - email: news
          subject: News
          html: '<a href="https://go.acme.example/news">https://www.acme.example/news</a>'
      """,
    configure: "lint: { rules: { link-homograph: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for html in subject.html {
      for (tag, inside) in html.links {
        guard let value = tag.attribute("href")?.value,
          !html.masked[value].contains(HTMLTags.nothing), let host = host(html.words(value))
        else { continue }
        if let fault = fault(of: host) {
          findings.report(
            Diagnostic(
              description.id, subject.complianceLevel, fault, at: html.text.range(value)))
        }
        guard let inside, let shown = shownHost(html, inside), !isSameSite(shown, host) else {
          continue
        }
        findings.report(
          elsewhere(
            subject.complianceLevel, shown: shown, host: host, at: html.text.range(inside),
            href: html.text.range(value)))
      }
    }
  }

  /// Of an http link that is written out up to its path; in lower case.
  private static func host(_ link: [UInt8]) -> [UInt8]? {
    let lower = link.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    var rest = lower[...]
    if rest.starts(with: "https://".utf8) {
      rest = rest.dropFirst(8)
    } else if rest.starts(with: "http://".utf8) {
      rest = rest.dropFirst(7)
    } else {
      return nil
    }
    let authority = rest.prefix { !"/?#".utf8.contains($0) }
    let name = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last
    guard let host = name?.prefix(while: { $0 != UInt8(ascii: ":") }),
      host.contains(UInt8(ascii: ".")), !host.contains(where: { $0 <= 0x20 }),
      !authority.contains(HTMLTags.output)
    else { return nil }
    return Array(host)
  }

  /// The host that the text of a link says, if that is an address and nothing else.
  private static func shownHost(_ html: HTMLTags, _ inside: Range<Int>) -> [UInt8]? {
    guard inside.count < 2000 else { return nil }
    var text: [UInt8] = []
    var isInTag = false
    for byte in html.masked[inside] where byte != HTMLTags.nothing {
      if byte == UInt8(ascii: "<") { isInTag = true }
      if !isInTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    while let last = text.last, last <= 0x20 || ".,:!›→".utf8.contains(last) { text.removeLast() }
    let words = Array(text.drop { $0 <= 0x20 })
    guard !words.isEmpty, !words.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "@") }) else {
      return nil
    }
    if let host = host(words) { return host }
    let isHost =
      words.starts(with: "www.".utf8) || words.contains(UInt8(ascii: "/")) || hasKnownTop(words)
    return isHost ? host(Array("https://".utf8) + words) : nil
  }

  /// 'Node.js' is no address.
  private static func hasKnownTop(_ words: [UInt8]) -> Bool {
    guard let dot = words.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return false }
    let top = String(decoding: words[(dot + 1)...], as: UTF8.self).lowercased()
    return tops.contains(top)
  }

  private static let tops: Set<String> = [
    "app", "at", "ca", "ch", "co", "com", "de", "dev", "edu", "es", "eu", "example", "fr", "gov",
    "info", "it", "jp", "net", "nl", "org", "shop", "uk", "us",
  ]

  /// One is the other or a subdomain of it, or both are subdomains of one site.
  private static func isSameSite(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    site(a) == site(b)
  }

  /// The last two labels, or three under `co.uk` and its like.
  private static func site(_ host: [UInt8]) -> [ArraySlice<UInt8>] {
    let labels = host.split(separator: UInt8(ascii: "."))
    guard labels.count > 2 else { return labels }
    let second = labels[labels.count - 2]
    let isShort =
      labels[labels.count - 1].count == 2
      && ["co", "com", "net", "org", "gov", "ac", "or", "ne"].contains {
        $0.utf8.elementsEqual(second)
      }
    return labels.suffix(isShort ? 3 : 2)
  }

  private enum Alphabet {
    case latin
    case greek
    case cyrillic
  }

  private static func alphabet(_ scalar: UInt32) -> Alphabet? {
    switch scalar {
    case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F: .cyrillic
    default: nil
    }
  }

  /// Cyrillic and Greek letters that look like Latin ones.
  private static let lookalikes = Set("асеорхуіјѕԁһӏԛԝьνοιαρκ".unicodeScalars.map(\.value))

  /// What is wrong with the letters of a host.
  private static func fault(of host: [UInt8]) -> String? {
    let labels = shownDomain(host)
    let name = labels.map { label in
      String(String.UnicodeScalarView(label.compactMap { Unicode.Scalar($0) }))
    }.joined(separator: ".")
    for label in labels {
      let alphabets = Set(label.compactMap { alphabet($0) })
      if alphabets.count > 1 {
        return "\(quoted(name)) has letters of several alphabets in one word"
      }
      let letters = label.filter { alphabet($0) != nil }
      if let only = alphabets.first, only != .latin, letters.allSatisfy({ lookalikes.contains($0) })
      {
        return "\(quoted(name)) has letters that only look like Latin ones"
      }
    }
    return nil
  }

  private static func elsewhere(
    _ level: Severity, shown: [UInt8], host: [UInt8], at range: SourceRange, href: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      description.id, level,
      "this link says \(quoted(String(decoding: shown, as: UTF8.self))), and leads to "
        + quoted(String(decoding: host, as: UTF8.self)), at: range,
      related: [.init(href, "it leads here")])
  }
}
