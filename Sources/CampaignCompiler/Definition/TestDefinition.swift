import CampaignGraph
import Diagnostics

/// A campaign test as it is written: contacts and events in, the expected schedule out.
package struct TestDefinition: Sendable {
  package let file: SourceFile
  package var name: Located<String>?
  package var description: Located<String>?
  package var campaign: Located<String>?
  package var launch: Located<FixedTime>?
  package var asOf: Located<FixedTime>?
  package var contacts: [Contact] = []
  package var events: [Event] = []
  package var expectations: [Expectation] = []

  /// Cells by column, in the order of the file.
  package struct Contact: Sendable {
    package let cells: [(column: Located<String>, cell: Located<String>)]
    package let range: SourceRange
  }

  package struct Event: Sendable {
    package let contact: Located<String>?
    package let name: Located<String>?
    package let at: Located<FixedTime>?
    package let step: Located<String>?
    package let url: Located<String>?
  }

  /// What happens to a contact: a message that is sent, one that is not, or the end of its enrollment.
  package struct Expectation: Sendable {
    package let contact: Located<String>?
    package let send: Located<String>?
    package let skip: Located<String>?
    package let ends: Located<String>?
    package let at: Located<FixedTime>?
    package let reason: Located<String>?
    package let subject: Located<String>?
    package let range: SourceRange
  }
}
