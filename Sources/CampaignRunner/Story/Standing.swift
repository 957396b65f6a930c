import CampaignGraph
import CivilTime

/// Where an enrollment stands at the end of a run.
package struct Standing: Sendable, Equatable {
  package struct Held: Sendable, Equatable {
    package let step: String
    package let sendAt: Instant
  }

  /// `completed`, `exited`, `waiting` or `failed`.
  package let state: String
  /// The step at which it waits; nil if it has ended.
  package let step: String?
  /// When it goes on; nil if it has ended, or waits for an event without a timeout, or for a winner that
  /// nothing decides.
  package let until: Instant?
  /// Messages that wait for their instant, ascending.
  package let held: [Held]
  /// Messages sent by this enrollment.
  package let sends: Int

  init(_ cursor: borrowing Cursor, _ graph: StepGraph) {
    state = cursor.status.name
    step = cursor.restingNode.map { graph[$0].id }
    until = cursor.restsUntil
    held = cursor.held.map { Held(step: graph[$0.node].id, sendAt: $0.sendAt) }
    sends = cursor.emailsSent
  }
}

extension Cursor.Status {
  /// As the summary calls it.
  package var name: String {
    switch self {
    case .running, .waiting, .awaitingEvent, .awaitingWinner: "waiting"
    case .completed: "completed"
    case .exited: "exited"
    case .failed: "failed"
    }
  }
}

extension Cursor {
  /// The step at which an enrollment waits; nil if it has ended.
  var restingNode: NodeIndex? {
    switch status {
    case .running, .awaitingEvent, .awaitingWinner: node
    case .waiting: pending == nil ? restsAt ?? node : node
    case .completed, .exited, .failed: nil
    }
  }

  /// When it goes on at the latest; nil if it has ended, or if nothing but an event moves it on,
  /// or a winner that nothing decides.
  var restsUntil: Instant? {
    switch status {
    case .running: at
    case .waiting(let until): until
    case .awaitingEvent(let until), .awaitingWinner(let until): until
    case .completed, .exited, .failed: nil
    }
  }
}
