extension MarkupPosition {
  /// Why a text must not be printed here.
  struct Objection {
    let rule: String
    let message: String
    let help: String
    var isWarning = false
  }

  /// Nil where escaping makes any text safe.
  var objection: Objection? {
    switch state {
    case .text, .rawText(.shown), .rawText(.endless): nil
    case .comment, .bogusComment:
      Objection(
        rule: "value-in-comment", message: "a value in an html comment is sent, and nobody sees it",
        help: "comment it out with '{% comment %}', which prints nothing", isWarning: true)
    case .tagOpen, .endTagOpen, .declaration, .tagName, .beforeAttribute, .attributeName,
      .afterAttributeName, .afterValue, .selfClosing, .conditional:
      MarkupPosition.active(
        "a value stands in text or in an attribute's value, not in a tag itself")
    case .beforeValue, .value(quote: 0):
      Objection(
        rule: "unquoted-attribute", message: "a value in an attribute needs quotes around it",
        help: MarkupPosition.rawHelp)
    case .value: valueObjection
    case .rawText(.code):
      MarkupPosition.active("a value must not become part of a script or style sheet")
    }
  }

  private var valueObjection: Objection? {
    if attribute.hasPrefix("on") || link == .script {
      return MarkupPosition.active("a value must not become part of a script")
    }
    if attribute.isEqual(to: "srcdoc") {
      return MarkupPosition.active("a value must not become part of a document of its own")
    }
    if isInstruction {
      return MarkupPosition.active(
        tag.isEqual(to: "meta")
          ? "a value must not decide where a page leads"
          : "a value must not become a declaration of a style")
    }
    return entityObjection
  }

  /// Why not even a number may be printed here: it could spell a scheme.
  var entityObjection: Objection? {
    guard link.isInsideEntity else { return nil }
    return Objection(
      rule: "link-scheme", message: "a value must not become part of a character reference",
      help: "write '&amp;' for an ampersand")
  }

  private static let rawHelp = "'| raw' prints it all the same, unescaped"

  private static func active(_ message: String) -> Objection {
    Objection(rule: "active-content", message: message, help: rawHelp)
  }

  /// Where this is, for people: "text", "the value of 'href'".
  var description: String {
    switch state {
    case .text: "text"
    case .tagOpen, .endTagOpen, .declaration: "the beginning of a tag"
    case .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .afterValue,
      .selfClosing:
      "the tag '\(named(tag))'"
    case .beforeValue, .value: "the value of '\(named(attribute))'"
    case .comment, .bogusComment, .conditional: "a comment"
    case .rawText: "the content of '\(named(tag))'"
    }
  }

  private func named(_ name: ShortName) -> String {
    String(decoding: name.bytes.prefix(40), as: UTF8.self)
  }

  /// Places of the same kind need the same care.
  enum Kind: Equatable {
    case text
    case tag
    case value
    case comment
    case content
  }

  var kind: Kind {
    switch state {
    case .text: .text
    case .tagOpen, .endTagOpen, .declaration, .tagName, .beforeAttribute, .attributeName,
      .afterAttributeName, .afterValue, .selfClosing:
      .tag
    case .beforeValue, .value: .value
    case .comment, .bogusComment, .conditional: .comment
    case .rawText: .content
    }
  }
}
