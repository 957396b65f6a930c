import LiquidTemplates
import Testing

@Suite struct ListWorkFilterTests {
  @Test(arguments: [
    ("{{ tags | reverse | join }}", "c b a"), ("{{ (2..5) | reverse | join }}", "5 4 3 2"),
    ("{{ tags | concat: tags | join }}", "a b c a b c"), ("{{ tags | compact | size }}", "3"),
    ("{{ tags | concat: tags | uniq | join }}", "a b c"),
    ("{{ '1,1.0,1,2' | split: ',' | uniq | join }}", "1 1.0 2"),
    ("{{ (1..4) | sum }}", "10"), ("{{ '0.1,0.2,x,-0.3' | split: ',' | sum }}", "0.0"),
    ("{{ '' | split: ',' | sum }}", "0"), ("{{ nil | sum }}", "0"),
    ("{{ nil | concat: tags | join }}", "a b c"), ("{{ nil | reverse | size }}", "0"),
    ("{{ 'b,a,C,B' | split: ',' | sort | join }}", "B C a b"),
    ("{{ 'b,a,C,B' | split: ',' | sort_natural | join }}", "a b B C"),
    ("{{ 'ä,z,a' | split: ',' | sort | join }}", "a z ä"),
    ("{{ (1..3) | sort | last }}", "3"), ("{{ nil | sort | size }}", "0"),
    ("{{ nil | where: 'x' | size }}{{ nil | has: 'x' }}", "0false"),
    ("{{ nil | find: 'x' | default: '-' }}{{ nil | find_index: 'x' | default: '-' }}", "--"),
    ("{{ nil | map: 'x' | size }}{{ nil | reject: 'x' | size }}", "00"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func sortsAreStableAndComplete() {
    let numbers = (0..<1000).map { $0 &* 7919 % 1000 }
    expect(
      "{{ tags | sort | join: ',' }}", ["tags": .list(numbers.map { String(10_000 + $0) })],
      prints: (0..<1000).map { String(10_000 + $0) }.joined(separator: ","))
    expect(
      "{{ tags | sort_natural | join: ',' }}", ["tags": .list(["b", "A", "B", "a", "b"])],
      prints: "A,a,b,B,b")
  }

  @Test func hugeRangesEndInALimit() {
    for filter in ["reverse | size", "sort | size", "sum", "uniq | size", "compact | size"] {
      let found = render("{{ (1..9000000000000000000) | \(filter) }}")
      #expect(
        found?.outcome == .failed(.memoryLimit) || found?.outcome == .failed(.operationLimit),
        "\(filter)")
    }
    expect("{{ (1..9000000000000000000) | size }}", prints: "9000000000000000000")
    expect("{{ (1..9000000000000000000) | last }}", prints: "9000000000000000000")
  }
}
