import Diagnostics
import JSONText
import YAMLTree

/// The keys of an `action:` step.
enum ActionKeys {
  static let action = Key<Located<String>>(
    "action", .identifier(.step), .required, "The id of the step.")
  static let set = Key<[ActionDefinition.Assignment]>(
    "set", .assignments, elsewhere: ["update", "assign"],
    "Columns with the rules of their new values, seen by later steps: "
      + "`{ lead_score: lead_score + 10 }`.")
  static let addTags = Key<[Located<String>]>(
    "add_tags", .tags, elsewhere: ["add_tag", "tags", "tag"],
    "Tags to add, seen by later steps.")
  static let removeTags = Key<[Located<String>]>(
    "remove_tags", .tags, elsewhere: ["remove_tag", "untag"],
    "Tags to remove, seen by later steps.")
  static let webhook = Key<ActionDefinition.Webhook>(
    "webhook", .webhook, elsewhere: ["http", "call"],
    "A call that is recorded in the actions output.")
  static let notify = Key<ActionDefinition.Notification>(
    "notify", .notification, elsewhere: ["notification", "alert"],
    "A message to a colleague that is recorded in the actions output.")
  static let form = Form(
    "an action step",
    [action.row, set.row, addTags.row, removeTags.row, webhook.row, notify.row],
    anyOf: [[set.name, addTags.name, removeTags.name, webhook.name, notify.name]],
    strangers: [
      "id": "the value of 'action' is the id", "name": "the value of 'action' is the id",
      "url": "url is a key of 'webhook'", "to": "to is a key of 'notify'",
      "message": "message is a key of 'notify'",
    ],
    snippet: ["action": "${1:id}", "add_tags": ["${2:tag}"]])

  static let url = Key<MappedText>(
    "url", .template, .required, elsewhere: ["uri", "href", "to"],
    "The address of the call, with Liquid.")
  static let body = Key<MappedText>(
    "body", .template, elsewhere: ["payload", "data", "json"], "What is posted, with Liquid.")
  static let webhookForm = Form("a webhook", [url.row, body.row])

  static let to = Key<Located<String>>(
    "to", .address, .required, elsewhere: ["email", "address"], "Who is told.")
  static let message = Key<MappedText>(
    "message", .template, .required, elsewhere: ["text", "body", "subject"],
    "What they are told, with Liquid.")
  static let notifyForm = Form("a notification", [to.row, message.row])
}

extension FormReader {
  func readAction(into findings: inout Findings) -> ActionDefinition {
    var action = ActionDefinition()
    action.assignments = read(ActionKeys.set, into: &findings) ?? []
    action.addTags = read(ActionKeys.addTags, into: &findings) ?? []
    action.removeTags = read(ActionKeys.removeTags, into: &findings) ?? []
    action.webhook = read(ActionKeys.webhook, into: &findings)
    action.notification = read(ActionKeys.notify, into: &findings)
    return action
  }
}

extension ValueKind where Value == [Located<String>] {
  fileprivate static var tags: Self {
    .list(of: .name("a tag"), "a list of tags such as [vip]", atLeast: 1)
  }
}

extension ValueKind where Value == [ActionDefinition.Assignment] {
  fileprivate static var assignments: Self {
    let takes = "a mapping of columns to rules"
    return ValueKind(takes, .mapping(of: .text, atLeast: 1)) { field, findings in
      guard let entries = field.mapping(takes, into: &findings) else { return nil }
      if entries.isEmpty {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes at least one column",
            at: field.node.range))
      }
      return entries.compactMap { entry in
        Field(entry).read(.rule, into: &findings).map {
          ActionDefinition.Assignment(
            column: Located(entry.key.string, entry.key.range), value: $0)
        }
      }
    }
  }
}

extension ValueKind where Value == ActionDefinition.Webhook {
  fileprivate static var webhook: Self {
    .form(ActionKeys.webhookForm, "a mapping of url and body") { reader, _, findings in
      ActionDefinition.Webhook(
        url: reader.read(ActionKeys.url, into: &findings),
        body: reader.read(ActionKeys.body, into: &findings))
    }
  }
}

extension ValueKind where Value == ActionDefinition.Notification {
  fileprivate static var notification: Self {
    .form(ActionKeys.notifyForm, "a mapping of to and message") { reader, _, findings in
      ActionDefinition.Notification(
        to: reader.read(ActionKeys.to, into: &findings),
        message: reader.read(ActionKeys.message, into: &findings))
    }
  }
}
