import CampaignGraph
import CivilTime
import Diagnostics

/// A `wait:` in one of its forms.
package enum WaitDefinition: Sendable {
  case period(Located<Period>)
  case calendar(Located<Period>, at: Located<LocalTime>?, days: Located<Weekdays>?)
  case nextLocal(Located<LocalTime>, days: Located<Weekdays>?)
  case fixed(Located<FixedTime>, onPast: Located<OnPast>?)
  case column(
    Located<String>, offset: Located<Period>?, at: Located<LocalTime>?, onPast: Located<OnPast>?)
  /// The rule text of `event:`; `then` and `else` are nil where not written.
  case event(
    MappedText, timeout: Located<Period>?, then: [StepDefinition]?, otherwise: [StepDefinition]?)
  /// Seconds, both ends included.
  case random(Located<ClosedRange<Int64>>)
  /// Could not be decoded; already reported.
  case invalid
}
