import CampaignGraph
import CampaignRunner
import CivilTime
import Foundation
import LiquidTemplates
import Testing

@Suite struct ManifestRowTests {
  private let launch = "2026-12-01T08:00Z"

  @Test func sendRowHasEveryFieldInItsOrder() throws {
    var blueprint = Blueprint([
      .email(
        "welcome",
        Mail(subject: "Welcome, {{ name }}", preheader: "Three things", text: "Hello\n"))
    ])
    blueprint.unsubscribe = "https://a.example/u?c={{ id }}"
    let outcome = try run(blueprint, [Person(id: "c_1042")], launch: launch)
    #expect(
      outcome.manifest == [
        #"{"formatVersion":"1.0","outcome":"send","messageId":"trial:welcome:c_1042","campaign":"trial","graph":"sha256:0","step":"welcome","variant":null,"contact":"c_1042","row":2,"sendAt":"2026-12-01T08:00:00Z","sendAtLocal":"2026-12-01T09:00:00+01:00","timezone":"Europe/Berlin","timing":[],"from":"\"Ada at Acme\" <ada@acme.example>","replyTo":"help@acme.example","to":"grace@navy.example","subject":"Welcome, Grace","preheader":"Three things","html":"<p>Hello</p>","text":"Hello\n","headers":{"List-Unsubscribe":"<https://a.example/u?c=c_1042>","List-Unsubscribe-Post":"List-Unsubscribe=One-Click"},"trackOpens":true,"trackClicks":false,"path":["welcome"]}"#
      ])
  }

  @Test func skipRowSaysWhatIsKnown() throws {
    let outcome = try run(Blueprint([.email("a")]), [Person(isOut: true)], launch: launch)
    #expect(
      outcome.manifest == [
        #"{"formatVersion":"1.0","outcome":"skip","reason":"suppressed","messageId":"trial:a:c_1","campaign":"trial","graph":"sha256:0","step":"a","variant":null,"contact":"c_1","row":2,"sendAt":"2026-12-01T08:00:00Z","sendAtLocal":"2026-12-01T09:00:00+01:00","timezone":"Europe/Berlin","timing":[],"to":"grace@navy.example","path":["a"]}"#
      ])
  }

  @Test func namesAreQuotedAndHeadersKeepToOneLine() throws {
    var blueprint = Blueprint([
      .email(
        "a",
        Mail(
          subject: "Hi\r\nBcc: all@a.example\n", preheader: "a\u{2028}b\u{85}c\u{0}",
          sender: "Ada \"the\" \\ <x>\r\nTo: y", headers: [("X-Note", "one\ntwo")]))
    ])
    blueprint.unsubscribe = "mailto:out@a.example?subject=a>b\nc"
    let row = try object(try run(blueprint, launch: launch).manifest[0])
    #expect(row["subject"] as? String == "Hi Bcc: all@a.example")
    #expect(row["preheader"] as? String == "a b c")
    #expect(row["from"] as? String == #""Ada \"the\" \\ <x> To: y" <ada@acme.example>"#)
    let headers = try #require(row["headers"] as? [String: String])
    #expect(
      headers == [
        "X-Note": "one two",
        "List-Unsubscribe": "<mailto:out@a.example?subject=a%3Eb%20c>",
      ], "one click works over https only")
  }

  @Test func transactionalMailHasNoUnsubscribeHeader() throws {
    var blueprint = Blueprint([
      .email("a", Mail(category: .transactional)),
      .email("b", Mail(headers: [("list-unsubscribe", "<https://own.example>")])),
    ])
    blueprint.unsubscribe = "https://a.example/u"
    let outcome = try run(blueprint, launch: launch)
    #expect(outcome.manifest[0].contains(#""headers":{}"#))
    #expect(
      outcome.manifest[1].contains(#""headers":{"list-unsubscribe":"<https://own.example>"}"#))
  }

  @Test func hostileTextStaysInsideItsString() throws {
    let name = "\"\\\u{1}\u{7F}\u{85}\u{2028}\u{2029}\u{1F600}\r\n"
    let outcome = try run(
      Blueprint([.email("a", Mail(html: nil, text: "{{ name }}"))]),
      [Person(id: "ä/ \"\u{2028}", name: name)], launch: launch)
    let line = try #require(outcome.manifest.first)
    #expect(outcome.manifest.count == 1)
    #expect(
      line.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{2028}"
          && $0 != "\u{2029}"
      })
    #expect(try field("text", of: line) == name)
    #expect(try field("contact", of: line) == "ä/ \"\u{2028}")
    #expect(try field("messageId", of: line) == "trial:a:%C3%A4%2F%20%22%E2%80%A8")
  }

  @Test func longMessageIDsAreHashed() throws {
    let id = String(repeating: "x", count: 200)
    let long = try run(Blueprint([.email("a")]), [Person(id: id)], launch: launch)
    #expect(
      try field("messageId", of: long.manifest[0])
        == "sha256:e9c2b9b0300be4809a7e70191f45d20d2ce16168bceedb66ce8a2b6f0bd1bd1f",
      "Python: hashlib.sha256(b'trial:a:' + b'x' * 200)")
    let fits = String(repeating: "x", count: 192)
    let short = try run(Blueprint([.email("a")]), [Person(id: fits)], launch: launch)
    #expect(try field("messageId", of: short.manifest[0]) == "trial:a:" + fits)
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let blueprint = Blueprint([
      .split("s", [("x", 50, [.email("a")]), ("y", 50, [.email("b")])]), .email("c"),
    ])
    let people = (1...50).map { Person(id: "c_\($0)", email: "c\($0)@a.example") }
    let first = try run(blueprint, people, launch: launch)
    let second = try run(blueprint, people, launch: launch)
    #expect(first.manifest == second.manifest)
    #expect(
      first.result.summary.json(.init(toolVersion: "1"))
        == second.result.summary.json(.init(toolVersion: "1")))
  }
}
