import CivilTime
import Foundation
import Testing

/// Every zone of this machine's database, beside Python's zoneinfo. `ZONEINFO_RANDOM=10000` asks so many
/// random instants of each zone instead of 30 (`make zones`).
@Suite struct ZoneinfoTests {
  @Test(.enabled(if: Zoneinfo.isThere, "needs python3 3.9 or later with the zoneinfo module"))
  func `every zone answers as zoneinfo does`() throws {
    var answers = Answers(bytes: try Zoneinfo.ask(ProcessInfo.processInfo.environment))
    var differences: [String] = []
    var (zones, instants, clocks) = (0, 0, 0)
    while let block = answers.next() {
      for name in block.names {
        let rules = try zone(name)
        zones += 1
        instants += block.instants.count / 2
        clocks += block.clocks.count / 3
        differences += block.differences(from: rules).prefix(3)
      }
    }
    print("compared with zoneinfo: \(zones) zones, \(instants) instants, \(clocks) local times")
    #expect(differences == [])
    #expect(zones > 400)
    #expect(instants > 100_000)
  }
}

/// What `Fixtures/ask_zoneinfo.py` writes about the zones of one file.
private struct Block {
  let names: [String]
  /// Pairs of an instant and its offset.
  let instants: [Int64]
  /// Triples of a clock, its instant and its shift.
  let clocks: [Int64]

  func differences(from rules: ZoneRules) -> [String] {
    var found: [String] = []
    for index in stride(from: 0, to: instants.count, by: 2) {
      let here = Int64(rules.offset(at: Instant(seconds: instants[index])))
      if here != instants[index + 1] {
        found.append("\(rules.name) at \(instants[index]): \(here), not \(instants[index + 1])")
      }
    }
    for index in stride(from: 0, to: clocks.count, by: 3) {
      let here = rules.instant(of: LocalDateTime(clockSeconds: clocks[index]))
      let shift: Int64 =
        switch here.shift {
        case .none: 0
        case .gap: 1
        case .overlap: 2
        }
      if here.instant.seconds != clocks[index + 1] || shift != clocks[index + 2] {
        found.append(
          "\(rules.name) at clock \(clocks[index]): \(here), not \(clocks[index + 1]) "
            + "with shift \(clocks[index + 2])")
      }
    }
    return found
  }
}

private struct Answers {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Block? {
    guard position + 8 <= bytes.count else { return nil }
    let length = Int(number())
    let names = String(decoding: bytes[position..<(position + length)], as: UTF8.self)
    position += length
    let instants = numbers(2 * Int(number()))
    let clocks = numbers(3 * Int(number()))
    return Block(
      names: names.split(separator: " ").map(String.init), instants: instants, clocks: clocks)
  }

  private mutating func number() -> Int64 {
    position += 8
    return bytes.withUnsafeBytes {
      Int64(littleEndian: $0.loadUnaligned(fromByteOffset: position - 8, as: Int64.self))
    }
  }

  private mutating func numbers(_ count: Int) -> [Int64] {
    (0..<count).map { _ in number() }
  }
}

private enum Zoneinfo {
  static let isThere =
    (try? run(["-c", "import zoneinfo; zoneinfo.ZoneInfo('Europe/Berlin')"])) != nil

  static func ask(_ environment: [String: String]) throws -> [UInt8] {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/ask_zoneinfo.py")
    return try run([script.path, environment["ZONEINFO_RANDOM"] ?? "30"])
  }

  private static func run(_ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    var environment = ProcessInfo.processInfo.environment
    // Both are to read the same files.
    environment["PYTHONTZPATH"] = environment["TZDIR"] ?? "/usr/share/zoneinfo"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let bytes = Array(try output.fileHandleForReading.readToEnd() ?? Data())
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw NoZoneinfo() }
    return bytes
  }

  private struct NoZoneinfo: Error {}
}
