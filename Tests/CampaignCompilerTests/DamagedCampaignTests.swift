import Diagnostics
import TestSupport
import Testing

/// Whatever is done to a campaign: no trap, places inside the files, a graph only without errors,
/// the same twice.
struct DamagedCampaignTests {
  static let path = "trial-onboarding/campaign.yaml"
  static let files = CampaignOfTheLanguageTests.files.mapValues { Array($0.utf8) }

  private func check(_ path: String, _ bytes: [UInt8], _ note: String, isTwice: Bool = false) {
    var files = DamagedCampaignTests.files
    files[path] = bytes
    let result = CompileCase(bytes: files, at: DamagedCampaignTests.path)
    #expect(result.graph == nil || !result.findings.hasErrors, "\(note)")
    #expect(result.graph != nil || result.findings.hasErrors, "\(note)")
    for case .range(let range) in result.findings.all.map(\.place) {
      #expect(range.bytes.upperBound <= range.file.bytes.count, "\(note)")
    }
    #expect(!result.rules.contains("internal-error"), "\(note): \(result.texts)")
    if isTwice {
      let again = CompileCase(bytes: files, at: DamagedCampaignTests.path)
      #expect(again.findings.sorted() == result.findings.sorted(), "\(note)")
    }
  }

  @Test(arguments: [path, "segments/trial-users.yaml", "mailplan.yaml"])
  func truncatedAtEveryByte(_ path: String) {
    let whole = DamagedCampaignTests.files[path] ?? []
    for count in 0..<whole.count {
      check(path, Array(whole.prefix(count)), "\(path) cut at \(count)", isTwice: count % 50 == 0)
    }
  }

  @Test(arguments: [path, "segments/trial-users.yaml", "mailplan.yaml"])
  func mutated(_ path: String) {
    let whole = DamagedCampaignTests.files[path] ?? []
    let pieces = [
      "{{", "}}", "{%", "- ", ": ", "\n", "\t", "\r\n", "\"", "'", "#", "|\n", "goto: welcome",
      "0", "-1", "99999999999999999999", "wait", "email", "é", "\u{0}", "[", "]", "{", "}", "? ",
    ].map { Array($0.utf8) }
    var random = SeededRandom(seed: 20_261_123)
    for turn in 0..<1_500 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard !bytes.isEmpty else { break }
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: at)
        case 1:
          bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &random)))
        case 2: bytes[at] = UInt8.random(in: 0...255, using: &random)
        default:
          let end = min(bytes.count, at + Int.random(in: 1...60, using: &random))
          bytes.insert(
            contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
        }
      }
      check(path, bytes, "\(path), turn \(turn)", isTwice: turn % 100 == 0)
    }
  }
}
