import CampaignGraph
import CivilTime

/// The number of a term in its `TermTable`.
typealias TermID = Int32

/// A part of a rule whose value is not known before the run: a column, `lower(plan)`, `opened(welcome)`, `a < b`.
struct Term: Sendable {
  enum Form: Hashable, Sendable {
    case column(Int)
    case now
    case today
    case call(RuleFunction, TermID)
    case negate(TermID)
    case arithmetic(RuleOperator, Operand, Operand)
    /// What a rule asks of engagement.
    case fact(FactKey)
    /// The same counted from the beginning of the enrollment, as waits do.
    case waitFact(FactKey)
    /// Whether the enrollment has come to the email; nil: to any.
    case visited(NodeIndex?)
    case less(Operand, Operand)
    case same(Operand, Operand)
    /// A text compared with a constant.
    case predicate(RuleOperator, TermID, [UInt8])
    case contains(Operand, Operand)
    /// A question that is beyond the analysis, by its place.
    case other(Int)
  }

  let form: Form
  let family: TermFamily
  /// Everything that it can be.
  var universe: ValueSet
  /// The terms that it is made of.
  var operands: [TermID] = []
  /// Whether it is nil when an operand is.
  var isStrict = false
  /// Whether the clock changes it.
  var isTimed = false
  /// The columns that it is made of.
  var columns: Set<Int> = []
  /// For what is true of a contact: what is true then too.
  var implied: [TermID] = []
  /// What is false when this is false.
  var implying: [TermID] = []
  /// What is false when this is true.
  var excluded: [TermID] = []
  /// Terms that are made of this one directly.
  var users: [TermID] = []

  /// Whether its value may change while no column does.
  var changesInTime: Bool {
    switch form {
    case .fact, .waitFact, .visited, .other: true
    case .column, .now, .today, .call, .negate, .arithmetic, .less, .same, .predicate, .contains:
      isTimed
    }
  }

  var isOther: Bool {
    if case .other = form { true } else { false }
  }

  /// A part of a comparison.
  enum Operand: Hashable, Sendable {
    case term(TermID)
    case constant(Constant)
  }
}

/// An engagement fact with a hash.
struct FactKey: Hashable, Sendable {
  var kind: String
  /// -1 for any email.
  var step: Int32
  var url: String?
  var within: Period?

  init(_ fact: EngagementFact) {
    switch fact.kind {
    case .opened: kind = "opened"
    case .clicked: kind = "clicked"
    case .replied: kind = "replied"
    case .bounced: kind = "bounced"
    case .sent: kind = "sent"
    case .event(let name): kind = "event " + name
    }
    step = fact.step?.value ?? -1
    url = fact.urlPart
    within = fact.within
  }

  var isEvent: Bool { kind.utf8.starts(with: "event ".utf8) }
  var isSent: Bool { kind == "sent" }

  func with(_ change: (inout FactKey) -> Void) -> FactKey {
    var copy = self
    change(&copy)
    return copy
  }
}
