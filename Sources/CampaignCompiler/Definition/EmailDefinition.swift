import CampaignGraph
import Diagnostics

/// The keys of an `email:` step.
package struct EmailDefinition: Sendable {
  /// A body is a path if it is one word that ends like a template file, else the text itself.
  package enum Body: Sendable {
    case path(Located<String>)
    case inline(MappedText)
  }

  package var subject: MappedText?
  package var preheader: MappedText?
  package var html: Body?
  package var text: Body?
  /// `text: none`; then `text` is nil.
  package var omittedText: Located<String>?
  package var markdown: Body?
  package var markdownHTML: Located<MarkdownHTML>?
  package var layout: Located<String>?
  package var from: SenderDefinition?
  package var replyTo: Located<String>?
  package var headers: [HeaderDefinition] = []
  package var tracking: TrackingDefinition?
  package var send: SendDefinition?
  package var category: Located<EmailStep.Category>?
  package var locale: Located<String>?

  package init() {}
}
