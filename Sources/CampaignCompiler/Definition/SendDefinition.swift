import CampaignGraph
import CivilTime
import Diagnostics

/// `send:` of a campaign or an email.
package struct SendDefinition: Sendable {
  package enum Strategy: String, Sendable, CaseIterable {
    case immediate
    case scheduled
    case optimized
  }

  package var strategy: Located<Strategy>?
  package var at: Located<FixedTime>?
  package var onPast: Located<OnPast>?
  package var fallbackTime: Located<LocalTime>?
  package var window: WindowDefinition?
  package let range: SourceRange

  package init(range: SourceRange) { self.range = range }
}

/// `window: { days: mon-fri, hours: 09:00-17:00, hold: message, otherwise: delay }`.
package struct WindowDefinition: Sendable {
  /// Days and hours; empty if they could not be read.
  package var windows: [DailyWindow] = []
  package var hold: Located<SendWindow.Hold>?
  package var otherwise: Located<SendWindow.Otherwise>?
  package let range: SourceRange

  package init(range: SourceRange) { self.range = range }
}
