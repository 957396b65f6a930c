import LiquidTemplates

/// Changes to the contact that later steps see, and calls that are recorded, never made.
package struct ActionStep: Sendable, Equatable {
  package struct Assignment: Sendable, Equatable {
    package let column: Int
    package let value: RuleExpression

    package init(column: Int, value: RuleExpression) {
      self.column = column
      self.value = value
    }
  }

  package struct Webhook: Sendable, Equatable {
    package let url: Template
    package let body: Template?

    package init(url: Template, body: Template?) {
      self.url = url
      self.body = body
    }
  }

  package struct Notification: Sendable, Equatable {
    package let to: String
    package let message: Template

    package init(to: String, message: Template) {
      self.to = to
      self.message = message
    }
  }

  package let assignments: [Assignment]
  package let addTags: [String]
  package let removeTags: [String]
  package let webhook: Webhook?
  package let notification: Notification?

  package init(
    assignments: [Assignment], addTags: [String], removeTags: [String], webhook: Webhook?,
    notification: Notification?
  ) {
    self.assignments = assignments
    self.addTags = addTags
    self.removeTags = removeTags
    self.webhook = webhook
    self.notification = notification
  }
}
