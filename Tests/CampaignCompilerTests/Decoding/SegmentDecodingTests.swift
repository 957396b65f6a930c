import CampaignCompiler
import CampaignGraph
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

@Suite struct SegmentDecodingTests {
  @Test func columnsAreTyped() throws {
    let definition = try clean(
      segment(
        columns: """
            id: { type: string, role: id }
            email: { type: email, role: address, preview: ada@acme.example }
            first_name: string?
            plan: { type: enum, values: [free, pro], default: free }
            score: { type: integer, default: 0 }
            spend: { type: decimal, default: -9.50 }
            seen: { type: timestamp?, preview: 2026-11-20T10:15:00Z }
            ends: date?
            tags: { type: list, role: tags }
            hours: { type: list, of: integer, role: open_hours, default: 9|10, separator: "|" }
            sizes: { type: list, of: enum, values: [s, m] }
            zone: timezone?
            out: { type: boolean, role: suppressed }
            page: url
          """))
    #expect(definition.name?.value == "s")
    #expect(definition.columnsRange.text == "columns")
    #expect(
      definition.columns.map { $0.type?.value } == [
        .string, .email, .string, .enumeration(["free", "pro"]), .integer, .decimal, .timestamp,
        .date, .list(of: .string, separator: ";"), .list(of: .integer, separator: "|"),
        .list(of: .enumeration(["s", "m"]), separator: ";"), .timezone, .boolean, .url,
      ])
    #expect(
      definition.columns.filter(\.isNullable).map(\.name.value)
        == ["first_name", "seen", "ends", "zone"])
    #expect(
      definition.columns.map { $0.role?.value } == [
        .id, .address, nil, nil, nil, nil, nil, nil, .tags, .openHours, nil, nil, .suppressed, nil,
      ])
    #expect(definition.columns[3].defaultText?.value == "free")
    #expect(definition.columns[1].preview?.value == "ada@acme.example")
  }

  @Test(arguments: [
    ("a: 0️⃣strng0️⃣", "unknown-value"), ("a: 0️⃣strng?0️⃣", "unknown-value"),
    ("a: 0️⃣text0️⃣", "unknown-value"),
    ("0️⃣a0️⃣:", "missing-value"), ("0️⃣a0️⃣: [x]", "wrong-type"), ("0️⃣a0️⃣: {}", "missing-key"),
    ("a: 0️⃣enum0️⃣", "missing-key"), ("a: { type: 0️⃣enum0️⃣ }", "missing-key"),
    ("a: { type: enum, values: 0️⃣[]0️⃣ }", "missing-value"),
    ("a: { type: enum, values: [x, 0️⃣x0️⃣] }", "duplicate-value"),
    ("a: { type: string, 0️⃣values0️⃣: [x] }", "conflicting-keys"),
    ("a: { type: string, 0️⃣of0️⃣: integer }", "conflicting-keys"),
    ("a: { type: list, of: 0️⃣list0️⃣ }", "wrong-type"),
    ("a: { type: list, of: 0️⃣string?0️⃣ }", "wrong-type"),
    ("a: { type: list, separator: 0️⃣''0️⃣ }", "wrong-type"),
    ("a: { type: string, 0️⃣nullable0️⃣: true }", "unknown-key"),
    ("a: { type: integer, default: 0️⃣x0️⃣ }", "wrong-type"),
    ("a: { type: boolean, default: 0️⃣no0️⃣ }", "wrong-type"),
    ("a: { type: date, preview: 0️⃣2026-02-300️⃣ }", "wrong-type"),
    ("a: { type: timestamp, default: 0️⃣2026-12-24T09:000️⃣ }", "wrong-type"),
    ("a: { type: enum, values: [free], default: 0️⃣fre0️⃣ }", "wrong-type"),
    ("a: { type: list, of: integer, default: 0️⃣1;x0️⃣ }", "wrong-type"),
    ("a: { type: url, default: 0️⃣acme0️⃣ }", "wrong-type"),
    ("a: { type: string, default: 0️⃣''0️⃣ }", "wrong-type"),
    ("a: { type: string, role: 0️⃣suppressed0️⃣ }", "type-mismatch"),
    ("a: { type: list, role: 0️⃣open_hours0️⃣ }", "type-mismatch"),
    ("a: { type: string, role: 0️⃣address0️⃣ }", "type-mismatch"),
    ("a: { type: date, role: 0️⃣id0️⃣ }", "type-mismatch"),
    ("a: { type: string, role: 0️⃣key0️⃣ }", "unknown-value"),
    ("0️⃣''0️⃣: string", "invalid-id"),
  ])
  func brokenColumnsHaveOneFinding(column: String, rule: String) {
    let decoded = segment(columns: "  \(column)")
    if rule == "invalid-id" {
      expect(decoded, .finding(rule))
    } else {
      expect(decoded, .finding(rule, at: 0))
    }
  }

  @Test func rolesBelongToOneColumn() {
    expect(
      segment(
        columns: "  a: { type: string, role: id }\n  b: { type: string, role: 0️⃣id0️⃣ }"),
      .finding("duplicate-role", at: 0))
  }

  @Test func segmentFileNeedsItsKeys() {
    expect(
      decodedSegment("mailplan: 1\n0️⃣segment: s0️⃣"), .finding("missing-key", at: 0))
    expect(
      decodedSegment("0️⃣segment0️⃣: s\ncolumns: { a: string }"),
      .finding("unsupported-version", at: 0))
    expect(
      decodedSegment("mailplan: 1\nsegment: 0️⃣a b0️⃣\n1️⃣columns1️⃣: {}"),
      .finding("invalid-id", at: 0), .finding("missing-value", at: 1))
  }
}
