import CampaignCompiler
import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// Files cut short and with bytes changed: no trap, every place inside the file, the same result twice.
@Suite struct BrokenInputTests {
  private static let full = """
    mailplan: 1
    campaign: all
    type: drip
    segment: { columns: { id: { type: string, role: id }, t: { type: list, of: integer } } }
    from: { name: Ada, email: ada@acme.example }
    headers: { X-A: b }
    timezone: { column: tz, default: Europe/Berlin }
    tracking: { opens: true }
    send: { strategy: scheduled, at: 2026-12-01T09:00Z, window: { days: [mon-wed], hours: 09:00-17:00 } }
    reentry: { every: 30 days }
    steps:
      - email: a
        subject: "é {{ x }}"
        html: |
          hi
      - wait: { for: 3 days, at: 09:00, days: weekdays }
      - wait: { until: ends, offset: -2 days, on_past: skip }
      - wait: { random: 0-30 minutes }
      - wait: { event: clicked(a), timeout: 3 days, then: [exit: b] }
      - branch: c
        cases: [{ when: opened(), then: [goto: a] }]
        else: []
      - split: d
        variants: [{ name: x, weight: 100, then: [] }]
        winner: none
      - action: e
        set: { plan: '"x"' }
        notify: { to: a@b.example, message: m }
    """

  private func read(_ bytes: [UInt8]) -> [Diagnostic] {
    let file = SourceFile(path: "test.yaml", bytes: bytes)
    var findings = Findings()
    if let document = parseYAML(file, into: &findings) {
      _ = decodeCampaign(document, into: &findings)
      _ = decodeSegment(document, into: &findings)
      _ = decodeProject(document, into: &findings)
    }
    for finding in findings.all {
      if case .range(let range) = finding.place {
        #expect(range.bytes.upperBound <= bytes.count, "\(finding.message)")
      }
    }
    return findings.sorted()
  }

  @Test func theFileItselfIsClean() throws {
    _ = try clean(decodedCampaign(BrokenInputTests.full))
  }

  @Test func truncated() {
    let bytes = Array(BrokenInputTests.full.utf8)
    for count in 0..<bytes.count { _ = read(Array(bytes[..<count])) }
  }

  @Test func mutated() {
    let bytes = Array(BrokenInputTests.full.utf8)
    let spice = Array("{}[]:,-#'\"|~09 \n\t@.%aZ\u{FF}".utf8)
    var random = SeededRandom(seed: 20_261_123)
    for _ in 0..<800 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<broken.count, using: &random)
        let byte = spice[Int.random(in: 0..<spice.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: broken[place] = byte
        case 1: broken.insert(byte, at: place)
        default: broken.remove(at: place)
        }
      }
      #expect(read(broken) == read(broken), "seed 20261123")
    }
  }
}
