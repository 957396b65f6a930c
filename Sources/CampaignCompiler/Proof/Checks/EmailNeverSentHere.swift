import CampaignGraph
import Diagnostics

/// A rule about an email that nobody can have been sent yet.
enum EmailNeverSentHere: GraphCheck {
  static let description = RuleDescription(
    "email-never-sent-here", .steps,
    summary: "a rule asks about emails that some way to it sends",
    why: """
      No way from the start to the rule goes through the email, so `sent` is false there for everybody, and an open or \
      a click can only stem from another run. Most often the email comes later, or on another arm.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: interested
          if: clicked(offer)
          then:
            - exit: interested
          else: []
        - email: offer
          subject: An offer
          text: An offer!
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        - wait: 3 days
        - branch: interested
          if: clicked(welcome)
          then:
            - exit: interested
          else: []
        - email: offer
          subject: An offer
          text: An offer!
      """,
    configure: "lint: { rules: { email-never-sent-here: warning } }")

  static func check(_ subject: GraphSubject, into findings: inout Findings) {
    var answers = EmailReach(subject.facts)
    for asked in subject.askedEmails where !answers.maySend(asked.fact.step, before: asked.node) {
      findings.report(never(asked, subject))
    }
    if answers.isExhausted {
      findings.report(
        NotDecided.undecided("which emails have been sent where rules ask", in: subject))
    }
  }

  private static func never(_ asked: AskedEmail, _ subject: GraphSubject) -> Diagnostic {
    let range = asked.range(subject.graph)
    guard let email = asked.fact.step else {
      return Diagnostic(
        description.id, .error, "no email has been sent on any way to this rule", at: range
      ).about(subject.address(asked.node))
    }
    return Diagnostic(
      description.id, .error,
      "no way to this rule sends \(quoted(subject.graph[email].id)) before it is asked", at: range,
      related: subject.campaign.place(of: email).map { [.init($0, "sent here")] } ?? []
    ).about(subject.address(asked.node))
  }
}

/// Which nodes lie behind which emails; each email is looked at once, within a budget of work.
struct EmailReach {
  private static let budget = 2_000_000

  private let facts: PathFacts
  private var known: [NodeIndex?: [Bool]] = [:]
  private var work = 0

  init(_ facts: PathFacts) { self.facts = facts }

  var isExhausted: Bool { work > EmailReach.budget }

  /// Whether some run may have come to the email, or to any, before the node; yes if that is not decided.
  mutating func maySend(_ email: NodeIndex?, before node: NodeIndex) -> Bool {
    if let reached = known[email] { return reached[Int(node.value)] }
    guard !isExhausted else { return true }
    work += facts.graph.nodes.count
    let emails = email.map { [$0] } ?? facts.graph.emails
    let behind = emails.filter { facts.ways.isReached[Int($0.value)] }
      .flatMap { facts.ways.targets(of: Int($0.value)).map(\.target) }
    let reached = facts.ways.reached(from: behind)
    known[email] = reached
    return reached[Int(node.value)]
  }
}

extension StepGraph {
  /// The email steps, in the order of the file.
  var emails: [NodeIndex] {
    nodes.indices.filter { if case .email = nodes[$0].kind { true } else { false } }
      .map { NodeIndex($0) }
  }
}
