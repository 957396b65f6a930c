import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// Truncated and mutated files: no trap, every range inside the file, the same result twice.
@Suite struct BrokenInputTests {
  private static let sample = Array(
    """
    # yaml-language-server: $schema=x
    mailplan: 1
    from: { name: Ada é, email: "ada@acme.example" } # who
    days: [mon, 'tue', "w\\u00e9d"]
    steps:
      - email: welcome
        subject: "Welcome, {{ first_name | default: 'there' }}"
        preheader: Hi {{ name }}, three: {{ x }}
        text: |
          Dear {{ first_name }},

            bye 日本
      - branch: >-
          folded text
          here
        <<: *x
        y: &x !!map {a: 1, a: 2}
        z: {{ w }}
    ? [k]
    : v
    ---
    b: 2
    """.utf8)

  private func check(_ bytes: [UInt8]) {
    let reading = Reading(bytes: bytes)
    let all = 0..<bytes.count
    for finding in reading.findings.all {
      #expect(!finding.message.isEmpty)
      for place in [finding.place] + finding.related.map(\.place) {
        guard case .range(let range) = place else { continue }
        #expect(range.bytes.clamped(to: all) == range.bytes)
      }
    }
    #expect(reading.document != nil || reading.findings.hasErrors)
    guard let document = reading.document else { return }
    for node in document.root.nodes {
      #expect(node.range.bytes.clamped(to: all) == node.range.bytes)
    }
    if let inexact = document.root.scalars.first(where: { !$0.hasExactPlaces }) {
      Issue.record("\(inexact.string): \(String(decoding: bytes, as: UTF8.self))")
    }
    for comment in document.comments {
      #expect(comment.range.bytes.clamped(to: all) == comment.range.bytes)
      #expect(comment.range.text.utf8.first == UInt8(ascii: "#"))
    }
    let again = Reading(bytes: bytes)
    #expect(again.findings.sorted() == reading.findings.sorted())
    #expect(again.root?.outline == reading.root?.outline)
  }

  @Test func truncatedAtEveryByte() {
    for count in 0...Self.sample.count { check(Array(Self.sample.prefix(count))) }
  }

  @Test(arguments: [UInt64(11), 12, 13])
  func mutated(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = Array(" \n\t:-#{}[]\"'|>%&*!?,@<=xé\r\u{85}0\\".utf8) + [0, 0xFF, 0xC3]
    for _ in 0..<1_000 {
      var mutant = Self.sample
      for _ in 0...random.below(4) {
        let place = random.below(mutant.count)
        switch random.below(4) {
        case 0: mutant.remove(at: place)
        case 1: mutant.insert(bytes[random.below(bytes.count)], at: place)
        case 2: mutant[place] = bytes[random.below(bytes.count)]
        default:
          let end = min(mutant.count, place + random.below(40))
          mutant.insert(contentsOf: Array(mutant[place..<end]), at: random.below(mutant.count))
        }
      }
      check(mutant)
    }
  }
}
