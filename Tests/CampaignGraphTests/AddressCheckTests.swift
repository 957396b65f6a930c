import CampaignGraph
import TestSupport
import Testing

private func fault(_ address: String) -> AddressFault? { addressFault(Array(address.utf8)[...]) }

struct AddressCheckTests {
  private static let local64 = String(repeating: "a", count: 64)
  private static let label63 = String(repeating: "b", count: 63)

  @Test(arguments: [
    "grace@navy.example", "a@b.co", "first.last+tag@sub.domain.museum", "o'brien@x.ie",
    "!#$%&'*+-/=?^_`{|}~@example.com", "1@2.xn--p1ai", "a@1.2.3d", "A.B@EXAMPLE.COM",
    "\(local64)@x.de", "a@\(label63).de", "jürgen@bücher.example", "用户@例子.公司", "a@a-b.c",
    "a@x--y.com", "a@localhost.example", "a@test.com",
  ])
  func `good addresses`(address: String) {
    #expect(fault(address) == nil)
  }

  @Test(arguments: [
    ("", AddressFault.missingAt), ("grace", .missingAt), ("a@b@c.de", .severalAts),
    ("\"a@b\"@c.de", .severalAts), ("@x.de", .emptyLocalPart), (".a@x.de", .localPartDots),
    ("a.@x.de", .localPartDots), ("a..b@x.de", .localPartDots), ("a b@x.de", .localPartCharacter),
    ("\"a\"@x.de", .localPartCharacter), ("a(c)@x.de", .localPartCharacter),
    ("a\r\nBcc:b@x.de", .localPartCharacter), ("a\u{0}@x.de", .localPartCharacter),
    ("a,b@x.de", .localPartCharacter), ("<a@x.de", .localPartCharacter),
    ("a\u{202E}b@x.de", .localPartCharacter), ("a\u{A0}@x.de", .localPartCharacter),
    ("a\u{FEFF}@x.de", .localPartCharacter), ("a\u{1FFFF}@x.de", .localPartCharacter),
    ("\(local64)a@x.de", .localPartTooLong), ("a@de", .missingDot), ("a@localhost", .missingDot),
    ("a@", .label), ("a@.de", .label), ("a@x.", .label), ("a@x..de", .label), ("a@-x.de", .label),
    ("a@x-.de", .label), ("a@x_y.de", .label), ("a@x y.de", .label), ("a@ab--c.de", .label),
    ("a@x.de\n", .label), ("a@x.de>", .label), ("a@[1.2.3.4]", .label),
    ("a@\(label63)b.de", .labelTooLong), ("a@1.2.3.4", .topLevelDomain),
    ("a@x.c0", .topLevelDomain),
    ("a@x.local", .specialUse), ("a@x.TEST", .specialUse), ("a@x.invalid", .specialUse),
    ("a@x.localhost", .specialUse), ("a@x.onion", .specialUse), ("a@x.home.arpa", .specialUse),
  ])
  func `bad addresses`(address: String, expected: AddressFault) {
    #expect(fault(address) == expected)
  }

  @Test func `an address has at most 254 bytes`() {
    let labels = [String](repeating: String(repeating: "b", count: 61), count: 4)
    let domain = labels.joined(separator: ".") + ".de"
    #expect(fault("aa@\(domain)") == nil)
    #expect("aa@\(domain)".utf8.count == 253)
    #expect(fault("aaa@\(domain)") == nil)
    #expect(fault("aaaa@\(domain)") == .tooLong)
  }

  @Test func `no bytes trap`() {
    let address = Array("jür.gen@bü-cher.exa😀mple".utf8)
    var random = SeededRandom(seed: 9)
    for index in address.indices {
      _ = addressFault(address[..<index])
      _ = addressFault(address[index...])
      for byte in [
        0, 0x2D, 0x2E, 0x40, 0x80, 0xC3, 0xE2, 0xF0, 0xFF,
        UInt8.random(in: 0...255, using: &random),
      ] {
        var altered = address
        altered[index] = byte
        _ = addressFault(altered[...])
      }
    }
  }
}
