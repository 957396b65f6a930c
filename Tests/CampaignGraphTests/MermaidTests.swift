import CampaignGraph
import CivilTime
import Testing

@Suite struct MermaidTests {
  @Test func stepsAndEdgesInTheOrderOfTheFile() throws {
    let rule = try GraphFixture.rule(
      #"plan == "pro""#, [.column(3), .literal(0), .binary(.equal, 0, 1)],
      [.string(Array("pro".utf8))])
    let graph = try GraphFixture.graph([
      StepNode(id: "welcome", kind: .email(try GraphFixture.email("Hi"), next: NodeIndex(1))),
      StepNode(
        id: "welcome.wait",
        kind: .wait(.period(Period(count: 1, unit: .days)), next: NodeIndex(2))),
      StepNode(
        id: "which",
        kind: .branch(
          BranchStep(cases: [.init(when: rule, target: NodeIndex(3))], otherwise: NodeIndex(4)))),
      StepNode(id: "which.exit", kind: .exit(reason: "bought")),
      GraphFixture.end,
      StepNode(id: "island", kind: .complete),
    ])
    #expect(
      graph.mermaid() == """
        flowchart TD
          n0["✉ welcome<br/>Hi"]
          n0 --> n1
          n1(["1 day"])
          n1 --> n2
          n2{"which"}
          n2 -->|"plan == #34;pro#34;"| n3
          n2 -->|"else"| n4
          n3((("exit: bought")))
          n4((("end")))

        """)
  }

  @Test func textOfUsersCannotEndALabel() throws {
    let graph = try GraphFixture.graph([
      StepNode(id: "gone", kind: .exit(reason: "\"] --> x\r\n<script>%%{}\u{202E};`\u{85}#"))
    ])
    let line = String(graph.mermaid().split(separator: "\n")[1])
    #expect(line.hasPrefix(#"  n0((("exit: #34;#93; --#62; x <br/>#60;script#62;%%#123;#125;"#))
    #expect(line.hasSuffix(##"#8238;#59;#96; #35;")))"##))
  }

  @Test func longTextIsCut() throws {
    let graph = try GraphFixture.graph([
      StepNode(id: "gone", kind: .exit(reason: String(repeating: "x", count: 500)))
    ])
    #expect(graph.mermaid().utf8.count < 120)
  }
}
