import CampaignGraph
import Diagnostics
import JSONText
import YAMLTree

/// The keys of an `email:` step.
enum EmailKeys {
  static let email = Key<Located<String>>(
    "email", .identifier(.step), .required,
    "The id of the step: how rules, a diff and a live run recognise it.")
  static let subject = Key<MappedText>(
    "subject", .template, .required, elsewhere: ["title", "subject_line"],
    "The subject, with Liquid. Quote it if it begins with `{{` or holds `: `.")
  static let preheader = Key<MappedText>(
    "preheader", .template, elsewhere: ["preview", "preview_text", "preview_line", "snippet"],
    "What inboxes show after the subject.")
  static let html = Key<EmailDefinition.Body>(
    "html", .body, elsewhere: ["body", "body_html", "html_body", "template", "content"],
    "The html body: the path of a Liquid file, or the text itself.")
  static let text = Key<EmailDefinition.Body>(
    "text", .body, elsewhere: ["plain", "plaintext", "body_text", "text_body", "txt"],
    "The plain text body: the path of a Liquid file, or the text itself. Without it, it is made from "
      + "the html; `none` sends the html alone.")
  static let markdown = Key<EmailDefinition.Body>(
    "markdown", .body, elsewhere: ["md"],
    "A Markdown body (CommonMark), from which html and text are made: a path, or the text itself.")
  static let category = Key<Located<EmailStep.Category>>(
    "category", .choice("a category of email", elsewhere: ["promotional": "marketing"]),
    elsewhere: ["type", "kind"],
    "`marketing` (default), or `transactional`, which ignores the window, the caps and the "
      + "unsubscribe check.")

  static let form = Form(
    "an email step",
    [
      email.row, subject.row, preheader.row, html.row, text.row, markdown.row,
      SettingsKeys.markdownHTML.row, SettingsKeys.layout.row, SettingsKeys.from.row,
      SettingsKeys.replyTo.row,
      SettingsKeys.headers.row, SettingsKeys.tracking.row, SettingsKeys.send.row, category.row,
      SettingsKeys.locale.row,
    ],
    anyOf: [[html.name, text.name, markdown.name]],
    strangers: [
      "id": "the value of 'email' is the id", "name": "the value of 'email' is the id",
      "wait": "a wait is a step of its own: begin it with '- '",
      "delay": "a wait is a step of its own: '- wait: 3 days'",
      "window": "the window is a key of 'send'",
      "when": "rules belong to a branch: '- branch: …' with 'if' and 'then'",
      "if": "rules belong to a branch: '- branch: …' with 'if' and 'then'",
      "to": "mail goes to the column with the role 'address'",
    ],
    snippet: [
      "email": "${1:id}", "subject": "${2:subject}", "html": "emails/${1:id}.html.liquid",
    ])
}

extension EmailKeys {
  /// The table, and that an email without a text part has another body.
  static let schema = Schema(
    form.schema.members + [
      JSONValue.Member(
        "if", ["properties": ["text": ["const": "none"]], "required": ["text"]]),
      JSONValue.Member(
        "then",
        ["anyOf": [["required": [.string(html.name)]], ["required": [.string(markdown.name)]]]]),
    ])
}

extension FormReader {
  func readEmail(into findings: inout Findings) -> EmailDefinition {
    var email = EmailDefinition()
    email.subject = read(EmailKeys.subject, into: &findings)
    email.preheader = read(EmailKeys.preheader, into: &findings)
    email.html = read(EmailKeys.html, into: &findings)
    email.text = read(EmailKeys.text, into: &findings)
    email.markdown = read(EmailKeys.markdown, into: &findings)
    if case .inline(let text) = email.text, text.utf8.elementsEqual("none".utf8),
      let entry = entry(EmailKeys.text.name)
    {
      email.text = nil
      email.omittedText = Located("none", entry.value.range)
      if !has(EmailKeys.html), !has(EmailKeys.markdown) {
        findings.report(
          form.missingKey([EmailKeys.html.name, EmailKeys.markdown.name], at: heading))
      }
    }
    email.markdownHTML = read(SettingsKeys.markdownHTML, into: &findings)
    if let html = entry(EmailKeys.html.name), let markdown = entry(EmailKeys.markdown.name) {
      findings.report(
        conflictingKeys(
          html, markdown, help: "the html is made from the Markdown: keep one of them"))
    }
    email.layout = read(SettingsKeys.layout, into: &findings)
    email.from = read(SettingsKeys.from, into: &findings)
    email.replyTo = read(SettingsKeys.replyTo, into: &findings)
    email.headers = read(SettingsKeys.headers, into: &findings) ?? []
    email.tracking = read(SettingsKeys.tracking, into: &findings)
    email.send = read(SettingsKeys.send, into: &findings)
    email.category = read(EmailKeys.category, into: &findings)
    email.locale = read(SettingsKeys.locale, into: &findings)
    return email
  }
}
