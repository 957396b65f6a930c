import Foundation
import Mailplan
import Testing

/// The library as another program uses it: only what is public.
@Suite struct LibraryTests {
  private static let files: [String: String] = [
    "campaign.yaml": """
    mailplan: 1
    campaign: hello
    type: drip
    segment:
      mailplan: 1
      segment: people
      columns:
        id: { type: string, role: id }
        email: { type: email, role: address }
    from: ada@acme.example
    timezone: Europe/Berlin
    steps:
      - email: welcome
        subject: Hello {{ id }}
        text: Hello
        category: transactional
    """,
    "broken.yaml": "mailplan: 1\ncampaign: hello\ntype: drop\n",
  ]

  private let project = Project(
    read: { files[$0].map { Array($0.utf8) } },
    zone: { name in
      (try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))).map(Array.init)
    })

  private func file(_ text: String) -> (UnsafeMutableRawBufferPointer) -> Int? {
    var rest = Array(text.utf8)[...]
    return { buffer in
      let piece = rest.prefix(min(7, buffer.count))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private func run(
    _ campaign: Campaign, _ csv: String, events: [String] = [], assume: String = "none"
  ) throws -> (rows: String, summary: String) {
    var rows: [UInt8] = []
    let summary = try campaign.run(
      contacts: file(csv), launch: 1_796_112_000, events: events.map { file($0) }, assume: assume,
      in: project, manifest: { rows.append(contentsOf: $0) })
    return (String(decoding: rows, as: UTF8.self), String(decoding: summary, as: UTF8.self))
  }

  @Test func aCampaignRuns() throws {
    let (compiled, findings) = Campaign.compile("campaign.yaml", in: project)
    let campaign = try #require(compiled)
    #expect(findings.allSatisfy { $0.severity != .error })
    #expect(campaign.id == "hello")
    #expect(campaign.digest.hasPrefix("sha256:"))
    #expect(campaign.graphJSON().starts(with: "{\"formatVersion\"".utf8))
    #expect(campaign.mermaid().hasPrefix("flowchart TD"))
    let (rows, summary) = try run(campaign, "id,email\nc1,a@x.example.com\nc2,b@x.example.com\n")
    #expect(rows.split(separator: "\n").count == 2)
    #expect(rows.contains(#""subject":"Hello c2""#))
    #expect(summary.contains(#""sends": 2"#))
  }

  @Test func faultsOfTheSegmentAreThrown() throws {
    let campaign = try #require(Campaign.compile("campaign.yaml", in: project).campaign)
    #expect(
      throws: RunError(rule: "csv-ragged-row", message: "row 2 has 1 cell, but the header has 2")
    ) {
      try run(campaign, "id,email\nc1\n")
    }
  }

  @Test func eventsDecideWhoGetsMail() throws {
    let campaign = try #require(Campaign.compile("campaign.yaml", in: project).campaign)
    let csv = "id,email\nc1,a@x.example.com\nc2,b@x.example.com\n"
    let events = [
      "contact_id,event,at\nc1,bounced,2026-01-01T00:00:00Z\n",
      #"{"contact_id":"c2","event":"complained","at":"2026-01-01T00:00:00Z"}"#,
    ]
    let (rows, summary) = try run(campaign, csv, events: events, assume: "opened=50%")
    #expect(rows.contains(#""reason":"bounced""#) && rows.contains(#""reason":"complained""#))
    #expect(summary.contains(#""assumed": "opened=50%""#))
    #expect(throws: RunError.self) { try run(campaign, csv, events: ["contact_id,event\n"]) }
    #expect(throws: RunError.self) { try run(campaign, csv, assume: "some") }
  }

  @Test func findingsHaveTheirPlace() throws {
    let (campaign, findings) = Campaign.compile("broken.yaml", in: project)
    #expect(campaign == nil)
    let finding = try #require(findings.first { $0.rule == "unknown-value" })
    #expect(finding.path == "broken.yaml")
    #expect((finding.line, finding.column) == (3, 7))
    #expect(finding.bytes == 34..<38)
    #expect(Campaign.compile("nothing.yaml", in: project).findings.map(\.rule) == ["missing-file"])
  }
}
