import LiquidTemplates
import Testing

/// The texts that `date` reads. The clock shows Monday, 2026-11-23 13:20 UTC.
@Suite struct DateTextTests {
  @Test(arguments: [
    ("March 14, 2016", "2016-03-14 00:00:00"), ("Mar 14 2016", "2016-03-14 00:00:00"),
    ("14 March 2016", "2016-03-14 00:00:00"), ("14th of march", "2026-03-01 00:00:00"),
    ("the 14th March '16", "2016-03-14 00:00:00"), ("14mar2016", "2016-03-14 00:00:00"),
    ("March 2016", "2016-03-01 00:00:00"), ("March", "2026-03-01 00:00:00"),
    ("14-Mar-2016", "2016-03-14 00:00:00"), ("Mar-14-2016", "2016-03-14 00:00:00"),
    ("Fri Jul 16 01:00:00 2004", "2004-07-16 01:00:00"), ("Sept. 3, 1998", "1998-09-03 00:00:00"),
    ("2016-03-14", "2016-03-14 00:00:00"), ("2016-3-4 7:05", "2016-03-04 07:05:00"),
    ("2016/03/14", "2016-03-14 00:00:00"), ("14/3/2016", "2016-03-14 00:00:00"),
    ("14.3.2016 9:30", "2016-03-14 09:30:00"), ("3/14", "2026-03-14 00:00:00"),
    ("20160314T101530", "2016-03-14 10:15:30"), ("20160314 1015", "2016-03-14 10:15:00"),
    ("2016-074", "2016-03-14 00:00:00"), ("14th", "2026-11-14 00:00:00"),
    ("10:30", "2026-11-23 10:30:00"), ("10:30 pm", "2026-11-23 22:30:00"),
    ("13 pm", "2026-11-23 13:00:00"), ("12 AM", "2026-11-23 00:00:00"),
    ("12:01 p.m.", "2026-11-23 12:01:00"),
    ("9pm March 14 2016", "2016-03-14 21:00:00"), ("10:00 March 14 2016", "2016-03-14 10:00:00"),
    ("March 14, 69", "1969-03-14 00:00:00"), ("March 14, 68", "2068-03-14 00:00:00"),
    ("2016-02-30", "2016-03-01 00:00:00"), ("2016-03-14 24:00", "2016-03-15 00:00:00"),
    ("2016-12-31 23:59:60", "2017-01-01 00:00:00"),
    ("Mon, 14 Mar 2016 10:00:00 GMT", "2016-03-14 10:00:00"),
  ])
  func reads(_ text: String, _ expected: String) {
    expect("{{ first_name | date: '%F %T' }}", ["first_name": .text(text)], prints: expected)
  }

  @Test(arguments: [
    ("2016-03-14 10:00:00 -0500", "10:00 -0500 "), ("2016-03-14T10:00:00+05:30", "10:00 +0530 "),
    ("2016-03-14T10:00:00Z", "10:00 +0000 UTC"), ("2016-03-14 10:00 EST", "10:00 -0500 EST"),
    ("2016-03-14 10:00 +3", "10:00 +0300 "), ("2016-03-14 10:00 GMT+2", "10:00 +0200 "),
    ("2016-03-14 10:00:00.25 UTC", "10:00 +0000 UTC"), ("2016-03-14 10:00 -530", "10:00 -0530 "),
    ("2016-03-14 10:00 +99:99", "10:00 +0000 UTC"), ("2016-03-14 10:00 M", "10:00 +1200 M"),
  ])
  func keepsOffsets(_ text: String, _ expected: String) {
    expect("{{ first_name | date: '%H:%M %z %Z' }}", ["first_name": .text(text)], prints: expected)
  }

  @Test(arguments: [
    "nonsense", "Monday", "-1152098955", "2016-13-14", "2016-03-32", "25:00", "10:61", "0000-01-01",
    "99999-01-01", "2016", "1.5", "-", ":", "12345678901234567890-01-01", "'", "--",
    "1:2:3:4:",
    "9999-12-31 23:59:60", "0001-01-01 00:00 +14:00x+", String(repeating: "1 jan ", count: 40),
  ])
  func leavesOtherTextsAsTheyAre(_ text: String) {
    guard let found = render("{{ first_name | date: '%F' }}", ["first_name": .text(text)]) else {
      return
    }
    #expect(found.outcome == .complete)
    if text == "2016" {
      #expect(found.text == "1970-01-01")
    } else if text == "1:2:3:4:" || text.hasPrefix("0001") {
      // A time, with more behind it.
      #expect(!found.text.isEmpty)
    } else {
      #expect(found.text == text)
    }
  }

  @Test func fractionsArePrinted() {
    expect(
      "{{ '2016-03-14 10:00:00.0625' | date: '%L %3N %6N %12N' }}",
      prints: "062 062 062500 062500000000")
  }

  @Test func zonesAreNamed() {
    let summer = "{{ '2026-07-01T12:00:00Z' | date: '%F %H:%M %z %Z', 'Test/Berlin' }}"
    #expect(render(summer, zones: .test) == "2026-07-01 14:00 +0200 CEST")
    #expect(
      render("{{ joined_at | date: '%H:%M %Z', 'Test/Berlin' }}", zones: .test) == "09:30 CET")
    #expect(
      render("{{ joined_at | time_zone: 'Test/Berlin' }}", zones: .test)
        == "2026-03-01 09:30:00 +0100")
    #expect(
      render("{{ joined_at | time_zone: 'Test/Berlin' | date: '%H:%M %Z' }}", zones: .test)
        == "09:30 CET")
    #expect(render("{{ 'now' | date: '%H:%M', 'Test/Berlin' }}", zones: .test) == "14:20")
    #expect(render("{{ 'now' | date: '%H:%M %Z', 'UTC' }}", zones: nil) == "13:20 UTC")
    #expect(render("{{ joined_at | date: '%H', 'Test/Nowhere' }}", zones: .test) == nil)
    #expect(render("{{ joined_at | date: '%H', 'Test/Berlin' }}", zones: nil) == nil)
    #expect(render("{{ joined_at | date: '%H', email }}", zones: .test) == nil)
  }

  @Test func anyTextIsReadWithoutHarm() {
    let pieces = [
      "14", "2016", "'", "-", "/", ".", ":", " ", "march", "t", "z", "+", "pm", "a.m.", "utc", "th",
      ",",
      "99999999999", "é", "mon", "w10", "0",
    ]
    var seed: UInt64 = 42
    for _ in 0..<5000 {
      var text = " "
      for _ in 0..<Int(seed >> 33) % 9 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(seed >> 33) % pieces.count]
      }
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let found = render("{{ first_name | date: '%c %s %z %N' }}", ["first_name": .text(text)])
      #expect(found?.outcome == .complete, "\(text)")
    }
  }
}
