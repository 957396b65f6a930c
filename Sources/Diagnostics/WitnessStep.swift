/// One step of a way through a campaign: where it was written, and how it is left.
package struct WitnessStep: Sendable, Equatable {
  package let place: Place
  /// Such as "branch 'engaged': no case holds".
  package let text: String

  package init(_ place: Place, _ text: String) {
    self.place = place
    self.text = text
  }
}
