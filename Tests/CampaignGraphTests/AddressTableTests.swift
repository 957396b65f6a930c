import CampaignGraph
import Foundation
import Testing

/// `Addresses/addresses.txt`: addresses, and whether mail is sent to them.
@Suite struct AddressTableTests {
  struct Line: Sendable, CustomTestStringConvertible {
    let number: Int
    let address: String
    /// nil if the address is refused.
    let normal: String?
    let fault: String?
    var testDescription: String { "line \(number): \(address.debugDescription)" }
  }

  static let lines: [Line] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Addresses/addresses.txt")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      guard line.hasPrefix("+ ") || line.hasPrefix("- ") || line.hasPrefix("* "),
        let arrow = line.range(of: " → ")
      else { return nil }
      let address = expanded(String(line[line.startIndex..<arrow.lowerBound].dropFirst(2)))
      let right = String(line[arrow.upperBound...])
      if line.hasPrefix("+ ") {
        return Line(
          number: index + 1, address: address, normal: right == "=" ? address : expanded(right),
          fault: nil)
      }
      return Line(
        number: index + 1, address: address, normal: nil,
        fault: String(right.prefix { $0 != ":" }))
    }
  }()

  /// `<64 a>` and ` U+0301`.
  private static func expanded(_ text: String) -> String {
    let text = text.replacing(#/<(\d+) (.)>/#) { match in
      String(repeating: String(match.output.2), count: Int(match.output.1) ?? 0)
    }
    return text.replacing(#/ ?U\+([0-9A-F]{4,6})/#) { match in
      UInt32(match.output.1, radix: 16).flatMap { Unicode.Scalar($0) }.map { String($0) } ?? ""
    }
  }

  @Test func theTableIsLongEnough() {
    #expect(AddressTableTests.lines.count(where: { $0.fault == nil }) >= 50)
    #expect(AddressTableTests.lines.count(where: { $0.fault != nil }) >= 80)
    let reasons = Set(AddressTableTests.lines.compactMap(\.fault))
    #expect(reasons == Set(AddressFault.allCases.map(\.rawValue)))
  }

  @Test(arguments: lines)
  func everyAddressIsJudgedAsTheTableSays(line: Line) {
    var normal: [UInt8] = []
    let bytes = Array(line.address.utf8)
    let fault = checkAddress(bytes[...], normal: &normal)
    #expect(fault?.rawValue == line.fault)
    guard let expected = line.normal else { return }
    #expect((normal.isEmpty ? bytes : normal) == Array(expected.utf8))
    // What is in its one spelling stays so.
    var again: [UInt8] = []
    #expect(checkAddress(Array(expected.utf8)[...], normal: &again) == nil)
    #expect(again.isEmpty)
  }

  /// Canonically equal addresses have one spelling, whatever the order of their marks.
  @Test func marksInAnyOrderAreOneAddress() {
    for address in ["q\u{307}\u{323}@a.example", "q\u{323}\u{307}@a.example"] {
      var normal: [UInt8] = []
      #expect(checkAddress(Array(address.utf8)[...], normal: &normal) == nil)
      let spelling = normal.isEmpty ? Array(address.utf8) : normal
      #expect(spelling == Array("q\u{323}\u{307}@a.example".utf8))
    }
  }

  @Test func noBytesTrap() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let parts: [[UInt8]] = [
      "xn--", "@", ".", "a", "-", "9", "ü", "\u{301}", "שלום", "٠", "例", "。", "가", "\u{1100}",
      "zzzzzzzzzz", "💌", "A",
    ].map { Array($0.utf8) }
    var normal: [UInt8] = []
    for _ in 0..<20_000 {
      var bytes = (0..<random(12)).flatMap { _ in parts[random(parts.count)] }
      if !bytes.isEmpty, random(3) == 0 { bytes[random(bytes.count)] = UInt8(random(256)) }
      let fault = checkAddress(bytes[...], normal: &normal)
      if fault != nil { #expect(normal.isEmpty) }
    }
  }
}
