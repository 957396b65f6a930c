import LiquidTemplates

/// What an email step sends, everything inherited from campaign and project already filled in.
package struct EmailStep: Sendable, Equatable {
  package enum Category: String, Sendable, CaseIterable {
    case marketing
    /// Ignores window, caps and the unsubscribe check, nothing else.
    case transactional
  }

  package struct Header: Sendable, Equatable {
    package let name: String
    package let value: Template

    package init(name: String, value: Template) {
      self.name = name
      self.value = value
    }
  }

  package let subject: Template
  package let preheader: Template?
  package let html: Template?
  package let text: Template?
  /// `text: none`: where there is no `text`, none is made from the html.
  package let omitsText: Bool
  /// Stands in the place of `html`.
  package let markdown: MarkdownBody?
  package let from: Sender
  package let replyTo: String?
  package let headers: [Header]
  package let trackOpens: Bool
  package let trackClicks: Bool
  package let category: Category
  package let locale: String?
  package let send: SendPlan

  package init(
    subject: Template, preheader: Template?, html: Template?, text: Template?,
    omitsText: Bool = false, markdown: MarkdownBody?, from: Sender, replyTo: String?,
    headers: [Header],
    trackOpens: Bool,
    trackClicks: Bool, category: Category, locale: String?, send: SendPlan
  ) {
    self.subject = subject
    self.preheader = preheader
    self.html = html
    self.text = text
    self.omitsText = omitsText
    self.markdown = markdown
    self.from = from
    self.replyTo = replyTo
    self.headers = headers
    self.trackOpens = trackOpens
    self.trackClicks = trackClicks
    self.category = category
    self.locale = locale
    self.send = send
  }
}

/// The From of a message.
package struct Sender: Sendable, Equatable {
  package let name: Template?
  package let email: String

  package init(name: Template?, email: String) {
    self.name = name
    self.email = email
  }
}
