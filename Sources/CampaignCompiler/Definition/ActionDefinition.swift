import Diagnostics

/// The keys of an `action:` step.
package struct ActionDefinition: Sendable {
  package struct Assignment: Sendable {
    package let column: Located<String>
    package let value: MappedText

    package init(column: Located<String>, value: MappedText) {
      self.column = column
      self.value = value
    }
  }

  package struct Webhook: Sendable {
    package let url: MappedText?
    package let body: MappedText?

    package init(url: MappedText?, body: MappedText?) {
      self.url = url
      self.body = body
    }
  }

  package struct Notification: Sendable {
    package let to: Located<String>?
    package let message: MappedText?

    package init(to: Located<String>?, message: MappedText?) {
      self.to = to
      self.message = message
    }
  }

  package var assignments: [Assignment] = []
  package var addTags: [Located<String>] = []
  package var removeTags: [Located<String>] = []
  package var webhook: Webhook?
  package var notification: Notification?

  package init() {}
}
