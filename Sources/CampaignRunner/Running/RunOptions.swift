import CampaignGraph
import CivilTime

/// What the caller of a run decides.
package struct RunOptions: Sendable {
  /// The instant at which the campaign starts.
  package var launch: Instant
  /// What lies later is not in the manifest; nil: the end of the campaign.
  package var asOf: Instant?
  package var bodies: BodyOutput = .inline
  package var timelines: TimelineChoice = .first(0)
  package var limits = StepMachine.Limits()
  /// What is known about the winners of splits: see `decideWinners`.
  package var decisions: [SplitDecision] = []
  package var assumed = AssumedEngagement.none
  /// One mail that is wanted, whether or not the contact would get it; then only this contact has bodies.
  package var composing: Composing?
  /// How many threads work on a run, the calling one included.
  package var workers = 1
  /// About how many bytes of a segment are worked on as one piece, 1 to 1 MiB.
  package var chunkSize = 1 << 16
  /// Goes on without the rows that cannot be read as a contact.
  package var skipsBadRows = false

  package init(launch: Instant, asOf: Instant? = nil) {
    self.launch = launch
    self.asOf = asOf
  }
}

extension RunOptions {
  /// A mail to be made in any case.
  package struct Composing: Sendable {
    package let contact: [UInt8]
    /// An email step.
    package let node: NodeIndex

    package init(contact: [UInt8], node: NodeIndex) {
      self.contact = contact
      self.node = node
    }
  }
}

/// Whose timelines a run tells.
package enum TimelineChoice: Sendable, Equatable {
  /// Those of the first so many records that are enrolled.
  case first(Int)
  /// Those of the contacts with these ids.
  case contacts([[UInt8]])
}

/// Why a run stops without a result.
package enum RunFault: Error, Sendable, Equatable {
  /// Caught before the first contact.
  case obstacles([Obstacle])
  /// The campaign's default zone is not in the database.
  case unknownDefaultZone(String)
  /// The database has the zone, and its file cannot be used.
  case damagedZone(String, ZoneError)
  /// `timezone.on_missing: error` or `on_invalid: error`; `name` is empty if the cell is.
  case zone(row: Int, name: [UInt8])
  /// `duplicates: error`
  case duplicateAddress(row: Int)
  /// `on_past: error`; the step is nil for the schedule of the campaign.
  case past(row: Int, step: String?)
  case noID(row: Int)
  /// A winner that `decideWinners` was not asked for.
  case undecided(split: String)
  /// Two enrolled contacts with one id.
  case duplicateID(row: Int)
  case cancelled

  /// Whether only one row is lost, so that a run can go on without it.
  ///
  /// `past` is no fault of a row alone, and comes up when a part of its mail is made already.
  package var isOfRow: Bool {
    switch self {
    case .zone, .duplicateAddress, .noID, .duplicateID: true
    case .obstacles, .unknownDefaultZone, .damagedZone, .past, .undecided, .cancelled: false
    }
  }

  /// With rows that were counted from so many rows on.
  func shifted(rows: Int) -> RunFault {
    switch self {
    case .zone(let row, let name): .zone(row: row + rows, name: name)
    case .duplicateAddress(let row): .duplicateAddress(row: row + rows)
    case .past(let row, let step): .past(row: row + rows, step: step)
    case .noID(let row): .noID(row: row + rows)
    case .duplicateID(let row): .duplicateID(row: row + rows)
    case .obstacles, .unknownDefaultZone, .damagedZone, .undecided, .cancelled: self
    }
  }

  /// The id of the rule, as `explain` knows it.
  package var rule: String {
    switch self {
    case .obstacles: "not-run-yet"
    case .unknownDefaultZone, .damagedZone, .zone: "unknown-zone"
    case .duplicateAddress: "duplicate-address"
    case .past: "past"
    case .noID: "missing-id"
    case .undecided: "second-pass"
    case .duplicateID: "duplicate-id"
    case .cancelled: "cancelled"
    }
  }

  /// Without contact data, except the name of a zone.
  package var message: String {
    switch self {
    case .obstacles(let obstacles):
      obstacles.map { ($0.step.map { "step '\($0)': " } ?? "") + $0.message }
        .joined(separator: "; ")
    case .unknownDefaultZone(let name): "time zone '\(name)' is not in the time zone database"
    case .damagedZone(let name, let error):
      "the file of time zone '\(name)' in the time zone database \(error.words)"
    case .zone(let row, let name):
      name.isEmpty
        ? "row \(row): the time zone is missing, and 'on_missing' is 'error'"
        : "row \(row): time zone '\(String(decoding: name, as: UTF8.self))' is unknown, and 'on_invalid' is 'error'"
    case .duplicateAddress(let row):
      "row \(row): an earlier row has the same address, and policy 'duplicates' is 'error'"
    case .past(let row, let step):
      "row \(row): the time of \(step.map { "step '\($0)'" } ?? "the schedule") has passed, and 'on_past' is 'error'"
    case .undecided(let split):
      "the winner of split '\(split)' is chosen from the whole audience, which must be read before the run"
    case .noID(let row): "row \(row): the contact has no id"
    case .duplicateID(let row):
      "row \(row): an earlier row has the same id, and their messages could not be told apart"
    case .cancelled: "the run was cancelled"
    }
  }
}
