import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct LimitTests {
  private func limit(_ source: String) -> [String] {
    Reading(MarkedSource(source)).findings.all.map(\.rule.name)
  }

  @Test func fileSize() {
    let fits = "a: 1\n" + String(repeating: "#", count: (1 << 20) - 5)
    #expect(limit(fits) == [])
    #expect(limit(fits + "#") == ["yaml-limit"])
  }

  @Test func depth() {
    let nested = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(limit(nested(64)) == [])
    #expect(limit(nested(65)) == ["yaml-limit"])
    #expect(limit(String(repeating: "{\"\":[", count: 40_000)) == ["yaml-limit"])
    #expect(limit(String(repeating: "- ", count: 200_000)) == ["yaml-limit"])
    #expect(limit(String(repeating: "? ", count: 200_000)) == ["yaml-limit"])
  }

  @Test func nodes() {
    #expect(limit(String(repeating: "-\n", count: 49_999)) == [])
    #expect(limit(String(repeating: "-\n", count: 50_000)) == ["yaml-limit"])
  }

  @Test func scalarSize() {
    #expect(limit("a: " + String(repeating: "x", count: 256 << 10)) == [])
    #expect(limit("a: " + String(repeating: "x", count: (256 << 10) + 1)) == ["yaml-limit"])
  }

  @Test func directives() {
    let directive = { (count: Int) in
      (0..<count).reduce("") { $0 + "%TAG !t\($1)! x:\n" } + "---\na: 1\n"
    }
    #expect(limit(directive(16)) == [])
    #expect(limit(directive(17)) == ["yaml-limit"])
    #expect(limit(directive(20_000)) == ["yaml-limit"])
  }

  @Test func aliasesCountAsWhatTheyStandFor() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1..<9 {
      let all = Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(i): &a\(i) [\(all)]\n"
    }
    #expect(limit(bomb).filter { $0 == "yaml-limit" }.count == 1)
    var deep = "a0: &a0 [x]\n"
    for i in 1..<70 { deep += "a\(i): &a\(i) [*a\(i - 1)]\n" }
    #expect(limit(deep).filter { $0 == "yaml-limit" }.count == 1)
  }
}
