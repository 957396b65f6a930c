import CivilTime
import Synchronization
import Testing

private final class Shelf: Sendable {
  let asked = Mutex<[String]>([])

  func database() -> ZoneDatabase {
    ZoneDatabase { name in
      self.asked.withLock { $0.append(name) }
      return tzif(name)
    }
  }

  var count: Int { asked.withLock { $0.count } }
}

struct ZoneDatabaseTests {
  @Test func `a zone is read once and shared`() throws {
    let shelf = Shelf()
    let database = shelf.database()
    let first = try #require(database.zone(named: "Europe/Berlin"))
    #expect(database.zone(named: "Europe/Berlin") === first)
    #expect(database.zone(named: "Mars/Olympus") == nil)
    #expect(database.zone(named: "Mars/Olympus") == nil)
    #expect(shelf.count == 2)
    #expect(database.zone(named: "UTC") === ZoneRules.utc)
    #expect(shelf.count == 2)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../passwd", "Europe/../Berlin", "Europe//Berlin", "Europe/",
    "Europe/Ber lin",
    "Europe/Berlin\0", "Europe/Berlin\n", "Európe/Berlin", "right/Europe/Berlin",
    "posix/Europe/Berlin", "localtime", "posixrules", "Europe/Berlin.bak", ".",
    String(repeating: "a", count: 101),
  ])
  func `names that cannot be zones never reach the files`(name: String) {
    let shelf = Shelf()
    #expect(shelf.database().zone(named: name) == nil)
    var cache = ZoneCache(shelf.database())
    #expect(cache.index(of: Array(name.utf8)[...]) == nil)
    #expect(shelf.count == 0)
  }

  @Test(arguments: ["Etc/GMT+12", "Etc/GMT-14", "America/Port-au-Prince", "EST5EDT"])
  func `names with signs and digits are zones`(name: String) {
    #expect(Shelf().database().zone(named: name)?.name == name)
  }

  @Test(arguments: ["zone.tab", "tzdata.zi", "leapseconds", "Europe"])
  func `files that are no zones are unknown`(name: String) {
    #expect(Shelf().database().zone(named: name) == nil)
  }

  @Test func `a damaged file is not an unknown zone`() throws {
    let berlin = try #require(tzif("Europe/Berlin"))
    let database = ZoneDatabase { name in
      switch name {
      case "Europe/Cut": Array(berlin.dropLast(20))
      case "Europe/Empty": []
      case "Europe/Text": Array("not a zone".utf8)
      case "leapseconds": Array("# a note of the database".utf8)
      default: nil
      }
    }
    #expect(database.zone(named: "Europe/Cut") == nil)
    #expect(database.damage(of: "Europe/Cut") == .truncated)
    #expect(database.damage(of: "Europe/Empty") == .notTZif)
    #expect(database.damage(of: "Europe/Text") == .notTZif)
    #expect(database.damage(of: "leapseconds") == nil)
    #expect(database.damage(of: "Europe/Nowhere") == nil)
    #expect(database.damage(of: "../Europe/Cut") == nil)
    #expect(database.damage(of: "UTC") == nil)
  }

  @Test func `a worker numbers the zones it meets`() throws {
    let shelf = Shelf()
    var cache = ZoneCache(shelf.database())
    let text = Array("Europe/Berlin,Asia/Tokyo,Mars/Olympus,Europe/Berlin,UTC".utf8)
    let numbers = text.split(separator: UInt8(ascii: ",")).map { cache.index(of: $0) }
    #expect(numbers == [0, 1, nil, 0, 2])
    #expect(cache.zones.map(\.name) == ["Europe/Berlin", "Asia/Tokyo", "UTC"])
    #expect(shelf.count == 3)
  }

  @Test func `a flood of unknown names is survived`() throws {
    let database = ZoneDatabase { _ in nil }
    var cache = ZoneCache(database)
    for number in 0..<10_000 {
      #expect(cache.index(of: Array("Mars/\(number)".utf8)[...]) == nil)
    }
    #expect(cache.index(of: Array("UTC".utf8)[...]) == 0)
  }
}
