import CampaignGraph
import CivilTime

/// Where one enrollment stands: everything that a step machine must remember between two advances.
package struct Cursor: Sendable, Equatable {
  package enum Status: Sendable, Equatable {
    /// About to do `node`.
    case running
    /// Goes on with `node` then.
    case waiting(until: Instant)
    /// `node` is an event wait; nil: no timeout.
    case awaitingEvent(until: Instant?)
    /// `node` is a split whose winner is not decided yet.
    ///
    /// `until`: when it will be, as far as the emails of the run allow to say.
    case awaitingWinner(until: Instant?)
    case completed
    case exited(ExitCause)
    case failed(Failure)

    package var isActive: Bool {
      switch self {
      case .running, .waiting, .awaitingEvent, .awaitingWinner: true
      case .completed, .exited, .failed: false
      }
    }
  }

  package enum ExitCause: Sendable, Hashable {
    /// The campaign's exit rule.
    case rule
    /// An exit step.
    case step(NodeIndex)
    /// `on_past: exit`.
    case past
  }

  package enum Failure: Sendable, Hashable {
    /// `on_past: error`.
    case past(NodeIndex?)
    /// It would never end: see `StepMachine.Limits`.
    case endless(NodeIndex)
  }

  /// What is remembered of an email step that the enrollment has come to.
  package struct Delivery: Sendable, Equatable {
    package let node: NodeIndex
    /// How often the enrollment came to the step, whatever became of the message.
    package var visits: Int
    package var lastSentAt: Instant?
  }

  package static let longestPath = 64

  package internal(set) var node: NodeIndex
  /// The instant at which the enrollment stands: that of its last step.
  package internal(set) var at: Instant
  package internal(set) var enrolledAt: Instant
  /// 1 for the first enrollment of the contact.
  package internal(set) var entry: Int
  package internal(set) var status: Status
  /// What moved `at`.
  package internal(set) var timing: MessageTiming = []
  /// The step whose wait it is, where the status is `waiting`.
  package internal(set) var restsAt: NodeIndex?
  /// The message of the email at `node`, for which the enrollment waits (`hold: run`).
  package internal(set) var pending: DueMessage?
  /// `on_past: skip`: the next email is left out.
  package internal(set) var skipsNextEmail = false
  package internal(set) var emailsSent = 0
  /// Emails sent in the contact's earlier enrollments.
  package internal(set) var earlierEmails = 0
  /// When marketing emails went out to the contact in this run, in all its enrollments, as far back as
  /// caps and gaps look; ascending.
  package internal(set) var sends: [Instant] = []
  package internal(set) var stepsTaken = 0
  package internal(set) var deliveries: [Delivery] = []
  /// Messages that wait while the enrollment goes on, ascending by instant.
  package internal(set) var held: [DueMessage] = []
  package internal(set) var path: [NodeIndex] = []
  package internal(set) var variant: SplitChoice?
  /// What actions did to the contact's row.
  package internal(set) var changes: [CellChange] = []
  /// What is assumed of the messages that were sent, in all enrollments; ascending by instant.
  package internal(set) var assumed: [AssumedEvent] = []

  package init(node: NodeIndex, enrolledAt: Instant, entry: Int = 1) {
    self.node = node
    self.at = enrolledAt
    self.enrolledAt = enrolledAt
    self.entry = entry
    status = .running
  }

  /// Begins another enrollment in the same memory; a later one of the same contact knows its sends.
  mutating func restart(node: NodeIndex, enrolledAt: Instant, entry: Int = 1) {
    if entry > 1 {
      earlierEmails += emailsSent
    } else {
      earlierEmails = 0
      sends.removeAll(keepingCapacity: true)
      assumed.removeAll(keepingCapacity: true)
    }
    self.node = node
    self.at = enrolledAt
    self.enrolledAt = enrolledAt
    self.entry = entry
    status = .running
    timing = []
    restsAt = nil
    pending = nil
    skipsNextEmail = false
    emailsSent = 0
    stepsTaken = 0
    deliveries.removeAll(keepingCapacity: true)
    held.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    variant = nil
    changes.removeAll(keepingCapacity: true)
  }

  mutating func pass(_ node: NodeIndex) {
    if path.count == Cursor.longestPath { path.removeFirst() }
    path.append(node)
  }

  /// Counts another arrival at an email step and returns how many there are.
  mutating func visit(_ node: NodeIndex) -> Int {
    if let index = deliveries.firstIndex(where: { $0.node == node }) {
      deliveries[index].visits += 1
      return deliveries[index].visits
    }
    deliveries.append(Delivery(node: node, visits: 1, lastSentAt: nil))
    return 1
  }

  mutating func recordSend(_ node: NodeIndex, at instant: Instant) {
    emailsSent += 1
    if let index = deliveries.firstIndex(where: { $0.node == node }) {
      deliveries[index].lastSentAt = instant
    }
  }

  /// Keeps `message` after those that are due no later.
  mutating func hold(_ message: DueMessage) {
    let index = held.firstIndex { $0.sendAt > message.sendAt } ?? held.endIndex
    held.insert(message, at: index)
  }
}
