import Diagnostics
import Testing

@Suite struct NearestTests {
  private let names = ["first_name", "last_name", "email", "subject", "wait", "when", "plan", "id"]

  @Test(arguments: [
    ("frist_name", "first_name"), ("firstname", "first_name"), ("firstName", "first_name"),
    ("FIRST-NAME", "first_name"), ("lastt_name", "last_name"), ("emial", "email"),
    ("e-mail", "email"), ("subjct", "subject"), ("wiat", "wait"), ("wehn", "when"),
    ("Plan", "plan"), ("ID", "id"), ("when", "when"),
  ])
  func goodSuggestions(_ name: String, _ expected: String) {
    #expect(nearest(to: name, among: names) == expected)
    #expect(nearest(to: name, among: names.reversed()) == expected)
  }

  @Test(arguments: ["", "x", "if", "branch", "middle_name", "company", "wt", "emale_to", "-", "ix"])
  func noSuggestionRatherThanABadOne(_ name: String) {
    #expect(nearest(to: name, among: names) == nil)
  }

  @Test func tiesGoByBytes() {
    #expect(nearest(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
    #expect(nearest(to: "cat", among: ["rat", "bat", "hat"]) == "bat")
    #expect(nearest(to: "cat", among: [String]()) == nil)
  }

  @Test func longNamesCostNothing() {
    let long = String(repeating: "a", count: 100_000)
    #expect(nearest(to: long, among: [long]) == nil)
    #expect(nearest(to: "a", among: [long]) == nil)
  }

  @Test func thousandsOfCandidatesCostNoMoreThanOneThousand() {
    let many = (0..<100_000).lazy.map { "column_number_\($0)" }
    for _ in 0..<100 { #expect(nearest(to: "colmun_nubmer", among: many) == nil) }
    #expect(nearest(to: "colunm_number_7", among: many) == "column_number_7")
  }
}
