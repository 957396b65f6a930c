import CampaignGraph
import CivilTime
import Testing

@Suite struct StepGraphInvariantsTests {
  private func fault(_ nodes: [StepNode], start: Int = 0) throws -> String? {
    do {
      _ = try GraphFixture.graph(start: start, nodes)
      return nil
    } catch let fault as StepGraphFault { return fault.message }
  }

  private func wait(_ id: String, to next: Int) -> StepNode {
    StepNode(id: id, kind: .wait(.period(Period(count: 1, unit: .days)), next: NodeIndex(next)))
  }

  @Test func aSoundGraphIsMade() throws {
    #expect(try fault([wait("w", to: 1), GraphFixture.end]) == nil)
  }

  @Test func targetsMustExist() throws {
    #expect(try fault([wait("w", to: 7)]) == "step 'w' leads to no step")
    #expect(try fault([wait("w", to: -1)]) == "step 'w' leads to no step")
    #expect(try fault([GraphFixture.end], start: 3) == "the campaign leads to no step")
    #expect(try fault([]) == "the campaign leads to no step")
  }

  @Test func idsAreUniqueByBytes() throws {
    #expect(try fault([wait("a", to: 1), wait("a", to: 0)]) == "two steps are called 'a'")
    // Canonically equivalent, but other bytes: two ids.
    #expect(try fault([wait("\u{E9}", to: 1), wait("e\u{301}", to: 0)]) == nil)
  }

  @Test func aLoopNeedsAWait() throws {
    let email = try GraphFixture.email()
    let send = StepNode(id: "a", kind: .email(email, next: NodeIndex(1)))
    let again = StepNode(id: "b", kind: .email(email, next: NodeIndex(0)))
    #expect(try fault([send, again]) == "a loop has no wait")
    #expect(try fault([send, wait("w", to: 0)]) == nil)
    let itself = StepNode(id: "s", kind: .email(email, next: NodeIndex(0)))
    #expect(try fault([itself]) == "a loop has no wait")
  }

  @Test func weightsAddUpTo100() throws {
    let email = StepNode(id: "e", kind: .email(try GraphFixture.email(), next: NodeIndex(1)))
    func split(_ weights: [Int], winner: SplitStep.Winner? = nil, emails: [Int] = []) -> StepNode {
      StepNode(
        id: "s",
        kind: .split(
          SplitStep(
            variants: weights.map {
              .init(
                name: "v\($0)", weight: $0, target: NodeIndex(1),
                emails: emails.map { NodeIndex($0) })
            }, keyColumn: 0, winner: winner)))
    }
    let winner = SplitStep.Winner(metric: .openRate, after: Period(count: 1, unit: .hours))
    let late = SplitStep.Winner(metric: .openRate, after: Period(count: 0, unit: .hours))
    func winnerFault(_ weights: [Int], _ winner: SplitStep.Winner, _ emails: [Int]) throws
      -> String?
    {
      try fault([split(weights, winner: winner, emails: emails), GraphFixture.end, email])
    }
    #expect(try winnerFault([10, 20], winner, [2]) == nil)
    #expect(try winnerFault([60, 50], winner, [2]) != nil)
    #expect(try winnerFault([0, 0], winner, [2]) != nil)
    #expect(try winnerFault([10, 20], late, [2]) != nil)
    #expect(try winnerFault([10, 20], winner, []) != nil)
    #expect(try winnerFault([10, 20], winner, [1]) == "step 's' counts 'end', which is no email")
    #expect(try winnerFault([10], winner, [2]) != nil)
    #expect(try fault([split([50, 49]), GraphFixture.end]) != nil)
    #expect(try fault([split([150, -50]), GraphFixture.end]) != nil)
    #expect(try fault([split([50, 50]), GraphFixture.end]) == nil)
  }

  @Test func rulesAskOnlyAboutEmails() throws {
    let rule = try GraphFixture.rule(
      "opened(w)", [.fact(0)], facts: [EngagementFact(kind: .opened, step: NodeIndex(1))])
    let branch = StepNode(
      id: "b",
      kind: .branch(
        BranchStep(cases: [.init(when: rule, target: NodeIndex(1))], otherwise: NodeIndex(1))))
    #expect(
      try fault([branch, wait("w", to: 2), GraphFixture.end])
        == "a rule of step 'b' asks about 'w', which is no email")
  }

  @Test func rulesReadOnlyColumns() throws {
    let rule = try GraphFixture.rule("x", [.column(7)])
    let branch = StepNode(
      id: "b",
      kind: .branch(
        BranchStep(cases: [.init(when: rule, target: NodeIndex(1))], otherwise: NodeIndex(1))))
    #expect(try fault([branch, GraphFixture.end]) == "step 'b' reads no column")
  }
}
