import CampaignGraph
import CampaignRunner
import CivilTime
import Testing

@Suite("Events from CSV and JSON Lines") struct EventLogTests {
  private let mails = Blueprint([.email("welcome"), .email("offer")])
  private static let header = "contact_id,event,at,step,url\n"

  @Test func readsColumnsInAnyOrderAndLeavesOthersOut() throws {
    let reading = try EventReading(
      """
      \u{FEFF}url,at,browser,event,contact_id,step\r
      https://a.example/x,2026-12-01T10:00:00+01:00,ff,clicked,c1,offer\r
      ,2026-12-01T08:00:00Z,,opened,c1,welcome\r
      ,2026-12-01T08:00:00Z,,"purchase, big",c1,\r
      """, of: mails)
    #expect(reading.faults == [])
    #expect(
      reading.events(of: "c1") == [
        "opened 2026-12-01T08:00:00Z 0 ", "custom 2026-12-01T08:00:00Z - purchase, big",
        "clicked 2026-12-01T09:00:00Z 1 https://a.example/x",
      ])
    #expect(reading.events(of: "c2") == [])
    #expect(reading.log.extraColumns.map(\.names) == [["browser"]])
    #expect(reading.log.customEventNames.map(\.name) == ["purchase, big"])
  }

  @Test func jsonLinesSayTheSame() throws {
    let reading = try EventReading(
      """
      \u{FEFF}{"contact_id": "c1", "event": "opened", "at": "2026-12-01T08:00:00Z", "step": "welcome"}\r

        {"at":"2026-12-01T09:00:00Z","url":"https://a.example/\\u00fc","event":"click","contact_id":"c1","step":"offer","x":[1,{"at":2}]}
      {"contact_id": 1042, "event": "unsubscribe", "at": "2026-12-01T09:00:00Z", "step": null}
      {"contact_id": 123456789012345678901, "event": "opened", "at": "2026-12-01T09:00:00Z"}
      """, of: mails)
    #expect(reading.faults == [])
    #expect(
      reading.events(of: "c1") == [
        "opened 2026-12-01T08:00:00Z 0 ", "clicked 2026-12-01T09:00:00Z 1 https://a.example/ü",
      ])
    #expect(reading.events(of: "1042") == ["unsubscribed 2026-12-01T09:00:00Z - "])
    #expect(reading.events(of: "123456789012345678901").count == 1)
    #expect(reading.log.extraColumns.map(\.names) == [["x"]])
  }

  @Test(
    arguments: [
      ("open", "opened"), ("Opened", "opened"), ("CLICK", "clicked"), ("reply", "replied"),
      ("hard_bounce", "bounced"), ("bounce", "bounced"), ("complaint", "complained"),
      ("spam", "complained"), ("Unsubscribe", "unsubscribed"), ("soft_bounce", "custom"),
      ("opene", "custom"), ("purchase", "custom"),
    ])
  func sendersNamesAreUnderstood(name: String, kind: String) throws {
    let reading = try EventReading(
      EventLogTests.header + "c1,\(name),2026-12-01T08:00:00Z,,\n", of: mails)
    #expect(reading.events(of: "c1").first?.hasPrefix(kind + " ") == true)
  }

  @Test(
    arguments: [
      ("", ["csv-empty 1:-"]),
      ("contact_id,event\nc1,opened\n", ["event-missing-column 1:-"]),
      ("contact_id,event,at,event\n", ["csv-duplicate-header 1:21 event"]),
      (header + "c1,opened,2026-12-01 08:00,,\n", ["event-time 2:11 at"]),
      (header + "c1,opened,yesterday,,\n", ["event-time 2:11 at"]),
      (header + "c1,opened,1733040000,,\n", ["event-time 2:11 at"]),
      (header + ",opened,2026-12-01T08:00Z,,\n", ["event-value 2:1 contact_id"]),
      (header + "c1,,2026-12-01T08:00Z,,\n", ["event-value 2:4 event"]),
      (header + "c1,opened,,,\n", ["event-value 2:11 at"]),
      (header + "c1,opened,2026-12-01T08:00Z\n", ["csv-ragged-row 2:-"]),
      (header + "c1,op\"ened,2026-12-01T08:00Z,,\n", ["csv-stray-quote 2:6 event"]),
      (header + "c1,\"opened,2026-12-01T08:00Z,,\n", ["csv-unterminated-quote 2:4 event"]),
      (header + "c1,op\u{0}ened,2026-12-01T08:00Z,,\n", ["csv-nul 2:6 event"]),
      (
        header + "c1,opened,x,,\nc1,opened,2026-12-01T08:00Z,,\n\nc2,opened,y,,\n",
        ["event-time 2:11 at", "event-time 5:11 at"]
      ),
      ("{\"contact_id\": \"c1\"\n", ["event-json 1:20"]),
      ("{}\n[1]\n", ["event-missing-column 1:1 contact_id", "event-json 2:1"]),
      (
        "{\"contact_id\":\"c1\",\"event\":\"x\"}\n{\"contact_id\":\"c1\",\"event\":1,\"at\":\"x\"}\n",
        ["event-missing-column 1:1 at", "event-value 2:28 event"]
      ),
      (
        "{\"contact_id\":\"c1\",\"event\":\"x\",\"at\": \"2026-12-01T08:00\"}\n",
        ["event-time 1:38 at"]
      ),
      (
        "{\"contact_id\":\"\",\"event\":\"x\",\"at\":\"2026-12-01T08:00Z\"}\n",
        ["event-value 1:15 contact_id"]
      ),
      ("{\"event\":\"x\",\"event\":\"y\"}\n", ["event-json 1:14"]),
      ("{\"a\u{0}\":1}\n", ["event-json 1:4"]),
      ("{\"a\":1} x\n", ["event-json 1:9"]),
    ])
  func faultsAreReportedWithTheirPlaces(text: String, faults: [String]) throws {
    #expect(try EventReading(text, of: mails).faults == faults)
    #expect(try EventReading(text, of: mails, chunk: 7).faults == faults)
  }

  @Test func encodingIsChecked() throws {
    var bytes = Array((EventLogTests.header + "c1,opened,2026-12-01T08:00Z,,\n").utf8)
    bytes.insert(0xFF, at: EventLogTests.header.utf8.count + 5)
    #expect(try EventReading(bytes, of: mails).faults == ["csv-encoding 2:6 event"])
    let line = Array("{\"a\":\"".utf8) + [0xC3] + Array("\"}\n".utf8)
    #expect(try EventReading(line, of: mails).faults == ["event-json 1:7"])
    let utf16: [UInt8] =
      [0xFF, 0xFE]
      + Array(EventLogTests.header.utf8).flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    #expect(try EventReading(utf16, of: mails).faults.count == 1)
  }

  @Test func longLinesAreFaultsInBoundedMemory() throws {
    let good = "{\"contact_id\":\"c1\",\"event\":\"x\",\"at\":\"2026-12-01T08:00Z\"}\n"
    let long = "{\"x\":\"" + String(repeating: "a", count: 5 << 20) + "\"}\n"
    let reading = try EventReading(good + long + good, of: mails, chunk: 1 << 16)
    #expect(reading.faults == ["event-limit 2:-"])
    #expect(reading.log.index().counts.events == 1)
    #expect(
      try EventReading(long + long, of: mails).faults == ["event-limit 1:-", "event-limit 2:-"])
  }

  @Test func faultsAreCountedBeyondThoseKept() throws {
    let rows = String(repeating: "c1,opened,never,,\n", count: 250)
    let log = try EventReading(EventLogTests.header + rows, of: mails).log
    #expect(log.faults.count == EventLog.maxFaults)
    #expect(log.faultCount == 250)
  }

  @Test func stepsOfOtherCampaignsAreCountedAndAnswerNoEmailOfThisOne() throws {
    let reading = try EventReading(
      EventLogTests.header + """
        c1,opened,2026-12-01T08:00:00Z,welcom,
        c1,opened,2026-12-01T09:00:00Z,welcom,
        c1,clicked,2026-12-01T09:00:00Z,complete,
        """, of: mails)
    #expect(reading.log.unknownStepNames.map(\.name) == ["complete", "welcom"])
    #expect(reading.log.unknownStepNames.map(\.rows) == [1, 2])
    #expect(reading.events(of: "c1").allSatisfy { $0.contains(" other ") })
    var history = EngagementHistory()
    reading.log.index().load(Array("c1".utf8)[...], into: &history)
    let now = try instant("2026-12-02T00:00:00Z")
    #expect(!history.holds(EngagementFact(kind: .opened), asOf: now, zone: .utc))
    #expect(history.holds(EngagementFact(kind: .event("opened")), asOf: now, zone: .utc))
  }

  @Test func repeatedEventsAreCountedOnce() throws {
    let row = "c1,opened,2026-12-01T08:00:00Z,welcome,\n"
    let same = "c1,open,2026-12-01T09:00:00+01:00,welcome,https://not.kept.example/\n"
    let index = try EventReading(EventLogTests.header + row + row + same, of: mails).log.index()
    #expect(index.counts.events == 1)
    #expect(index.counts.repeated == 2)
    #expect(index.counts.contacts == 1)
  }

  /// 100,000 events of one contact, and as many contacts with one event.
  @Test func theIndexIsCompact() throws {
    var text = EventLogTests.header
    for number in 0..<100_000 {
      let time = Instant(seconds: 1_790_000_000 + Int64(number)).description
      text +=
        "c1,opened,\(time),welcome,\nc\(number + 2),clicked,\(time),offer,https://a.example/\n"
    }
    let index = try EventReading(text, of: mails).log.index()
    #expect(index.counts.events == 200_000)
    // 32 bytes while arrays double; 44 for a contact.
    #expect(index.memory < 200_000 * 32 + 100_001 * 48)
    var history = EngagementHistory()
    index.load(Array("c1".utf8)[...], into: &history)
    #expect(history.events.count == 100_000)
  }

  @Test func noDamageTraps() throws {
    let csv = Array((EventLogTests.header + "c1,\"clicked\",2026-12-01T08:00Z,offer,x\r\n").utf8)
    let line = Array(
      "{\"contact_id\":\"c1\",\"event\":\"cl\\u00fc\",\"at\":\"2026-12-01T08:00Z\",\"x\":[{}]}\r\n"
        .utf8)
    var chance = Chance(seed: 5)
    for text in [csv, line] {
      for index in text.indices {
        _ = try EventReading(Array(text[..<index]), of: mails)
        for _ in 0..<4 {
          var damaged = text
          damaged[index] = UInt8(chance.below(256))
          let reading = try EventReading(damaged, of: mails, chunk: 1 + chance.below(40))
          for (_, fault) in reading.log.faults {
            #expect(fault.line >= 1 && fault.line <= 4)
            #expect(!fault.message.isEmpty)
          }
        }
      }
    }
  }
}
