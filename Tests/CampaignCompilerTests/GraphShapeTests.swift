import CampaignGraph
import Diagnostics
import Testing

/// Where control goes, written as "id → target target" for each node.
private func shape(_ steps: String, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
  let result = CompileCase(campaign(steps: steps))
  guard let graph = result.graph else {
    Issue.record(
      Comment(rawValue: result.texts.joined(separator: "\n")), sourceLocation: sourceLocation)
    return []
  }
  return graph.nodes.map { node in
    ([node.id + " →"] + node.targets.map { graph[$0].id }).joined(separator: " ")
  }
}

struct GraphShapeTests {
  @Test func stepsFallThroughToTheNextAndToTheEnd() {
    #expect(
      shape("\(email("a"))\n- wait: 1 day\n\(email("b"))")
        == ["a → a.wait", "a.wait → b", "b → end", "end →"])
  }

  @Test func controlLeavesAListToWhatFollowsTheBranch() {
    let steps = """
      - branch: plan
        cases:
          - when: plan == "free"
            then:
      \(email("free", indent: 8))
          - when: beta
            then: []
        else:
      \(email("other", indent: 4))
      \(email("all"))
      """
    #expect(
      shape(steps)
        == ["plan → free all other", "free → all", "other → all", "all → end", "end →"])
  }

  @Test func nestedBranchesRejoinOneAfterTheOther() {
    let steps = """
      - branch: outer
        if: beta
        then:
          - branch: inner
            if: plan == "free"
            then:
      \(email("deep", indent: 8))
            else: []
        else: []
      \(email("last"))
      """
    #expect(
      shape(steps)
        == ["outer → inner last", "inner → deep last", "deep → last", "last → end", "end →"])
  }

  @Test func gotosAreEdgesForwardsAndBackwards() {
    let steps = """
      \(email("first"))
      - wait: 1 day
      - branch: reaction
        if: opened(first)
        then:
          - goto: last
        else:
          - goto: first
      \(email("last"))
      """
    #expect(
      shape(steps).prefix(3)
        == ["first → first.wait", "first.wait → reaction", "reaction → last first"])
  }

  @Test func aGotoToAGotoLandsWhereThatOneLeads() {
    let steps = """
      - branch: plan
        if: beta
        then:
          - goto: jump
        else: []
      \(email("a"))
      - goto: last
        id: jump
      \(email("last"))
      """
    #expect(shape(steps).first == "plan → last a")
  }

  @Test func splitsAndEventWaitsRejoin() {
    let steps = """
      - split: test
        variants:
          - name: a
            weight: 50
            then:
      \(email("one", indent: 8))
          - name: b
            weight: 50
            then: []
      - wait: { event: opened(one), timeout: 2 days, then: [{ exit: opened }] }
      \(email("last"))
      """
    #expect(
      shape(steps) == [
        "test → one one.wait", "one → one.wait", "one.wait → one.exit last", "one.exit →",
        "last → end", "end →",
      ])
  }

  @Test func elseMayBeLeftOutWhereTheCasesCoverEverything() {
    let steps = """
      - branch: plan
        cases:
          - when: plan == "free"
            then:
              - exit: free
          - when: plan != "free" and beta
            then:
              - exit: beta
          - when: not beta
            then:
              - exit: other
      """
    #expect(
      shape(steps)
        == [
          "plan → start.exit start.exit-2 start.exit-3 end", "start.exit →", "start.exit-2 →",
          "start.exit-3 →", "end →",
        ].map { $0.replacing("start.exit", with: "plan.exit") })
  }

  @Test func derivedIDsHoldOnToTheNearestIDAbove() {
    let steps = """
      - wait: 1 day
      \(email("a"))
      - wait: 1 day
      - wait: 2 days
      - branch: b
        if: beta
        then:
          - wait: 1 day
          - exit: done
        else: []
      \(email("c"))
      """
    #expect(
      shape(steps).map { String($0.prefix { $0 != " " }) }
        == ["start.wait", "a", "a.wait", "a.wait-2", "b", "b.wait", "b.exit", "c", "end"])
  }

  @Test func aChangeElsewhereDoesNotRenameSteps() {
    let before = shape("\(email("a"))\n- wait: 1 day\n\(email("b"))\n- wait: 2 days\n\(email("c"))")
    let after = shape(
      "\(email("new"))\n- wait: 1 day\n\(email("a"))\n- wait: 1 day\n\(email("b"))\n- wait: 2 days\n\(email("c"))"
    )
    #expect(Set(before).isSubset(of: after))
  }
}
