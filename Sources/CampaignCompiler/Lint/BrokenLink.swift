import Diagnostics

/// A link or image that is written out, and leads nowhere from an inbox.
enum BrokenLink: LintCheck {
  static let description = RuleDescription(
    "broken-link", .templates, .warning,
    summary: "a link that is written out leads somewhere from an inbox",
    why: """
      A mail has no address of its own: '/pricing' and 'www.acme.example' lead nowhere, and '' and \
      '#' are placeholders that somebody forgot. Mail programs open neither scripts nor files. \
      Links that begin with a value, and those that Liquid tags put together, are not looked at.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: '<a href="www.acme.example/start">Start</a>'
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: '<a href="https://www.acme.example/start">Start</a>'
      """,
    configure: "lint: { rules: { broken-link: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for html in subject.html {
      for tag in html.tags where !tag.isEnd {
        let isLink = tag.name.elementsEqual("a".utf8) || tag.name.elementsEqual("area".utf8)
        let isImage = tag.name.elementsEqual("img".utf8)
        guard isLink || isImage, let value = tag.attribute(isLink ? "href" : "src")?.value,
          !html.masked[value].contains(HTMLTags.nothing),
          let fault = fault(html.words(value), isImage: isImage)
        else { continue }
        let place = value.isEmpty ? html.name(of: tag) : value
        findings.report(
          Diagnostic(
            description.id, .warning, fault.message, at: html.text.range(place),
            label: fault.label, help: fault.help))
      }
    }
  }

  private struct Fault {
    let message: String
    var label = ""
    var help: String?
  }

  private static let opened = [
    "http", "https", "mailto", "tel", "sms", "cid", "webcal", "geo", "facetime", "whatsapp",
    "skype", "sip", "callto", "mms", "maps", "market",
  ]
  private static let refused = ["javascript", "vbscript", "file", "about", "blob", "livescript"]

  private static func fault(_ link: [UInt8], isImage: Bool) -> Fault? {
    let what = isImage ? "an image" : "a link"
    if link.isEmpty || link.elementsEqual("#".utf8) {
      return isImage && !link.isEmpty ? nil : Fault(message: "\(what) leads somewhere")
    }
    // What a value begins is not known; placeholders of other tools have a finding of their own.
    guard let first = link.first, first != HTMLTags.output, !"#*%[$|{".utf8.contains(first) else {
      return nil
    }
    guard let scheme = scheme(of: link) else {
      let head = link.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
      guard !head.contains(HTMLTags.output) else { return nil }
      let shown = String(decoding: link.prefix(60).filter { $0 != HTMLTags.output }, as: UTF8.self)
      let isHost = link.starts(with: "www.".utf8) || link.starts(with: "//".utf8)
      return Fault(
        message: "\(what) is written whole: a mail has no address of its own",
        label: isHost && link.count <= 60
          ? "did you mean 'https:\(shown.hasPrefix("//") ? "" : "//")\(shown)'?" : "")
    }
    let rest = link.dropFirst(scheme.utf8.count + 1)
    switch scheme {
    case "http", "https":
      let host = rest.dropFirst(2)
      guard rest.starts(with: "//".utf8), let begin = host.first, begin != UInt8(ascii: "/"),
        !host.starts(with: "http:".utf8), !host.starts(with: "https:".utf8)
      else { return Fault(message: "'\(scheme):' is followed by '//' and a host") }
      return nil
    case "data":
      return isImage ? nil : Fault(message: "mail programs do not open '\(scheme):' links")
    default:
      if opened.contains(scheme) { return nil }
      if refused.contains(scheme) {
        return Fault(message: "mail programs do not open '\(scheme):' links")
      }
      guard let near = nearest(to: scheme, among: ["http", "https", "mailto", "tel"]) else {
        return nil
      }
      return Fault(
        message: "mail programs know no scheme '\(scheme)'", label: "did you mean '\(near):'?")
    }
  }

  /// In lower case; nil if what stands before the first colon cannot be one.
  private static func scheme(of link: [UInt8]) -> String? {
    guard let colon = link.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    let name = link[..<colon].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    let isScheme = name.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || "+-.".utf8.contains($0)
    }
    // `acme.example:8080` is a host with its port.
    guard isScheme, !name.contains(UInt8(ascii: ".")) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}
