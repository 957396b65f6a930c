import Foundation
import Testing

@Suite struct TextPartTests {
  @Test func anEmailWithoutATextHasOneMadeFromItsHTML() throws {
    let row = try sent(
      Mail(html: "<p>Hi <b>{{ name }}</b>, &amp; <a href='https://a.example/{{ id }}'>go</a></p>"))
    #expect(row["text"] as? String == "Hi Zoë <3, & go (https://a.example/c_1)")
    #expect(
      row["html"] as? String
        == "<p>Hi <b>Zoë &lt;3</b>, &amp; <a href='https://a.example/c_1'>go</a></p>")
  }

  @Test func aWrittenTextAndAnOmittedOneAreLeftAlone() throws {
    let written = try sent(Mail(html: "<p>Hi</p>", text: "Hello"))
    #expect(written["text"] as? String == "Hello")
    let omitted = try sent(Mail(html: "<p>Hi</p>", omitsText: true))
    #expect(omitted["text"] is NSNull)
    #expect(omitted["html"] as? String == "<p>Hi</p>")
    let alone = try sent(Mail(html: nil, text: "Hello"))
    #expect(alone["html"] is NSNull && alone["text"] as? String == "Hello")
  }

  @Test func anHTMLThatCannotBeRenderedMakesNoMessage() throws {
    let row = try sent(Mail(html: "{% abort_message 'no' %}"))
    #expect(row["reason"] as? String == "aborted")
  }

  private func sent(_ mail: Mail) throws -> [String: Any] {
    let outcome = try run(
      Blueprint([.email("a", mail)]), [Person(name: "Zoë <3")], launch: "2026-12-01T08:00Z")
    return try object(outcome.manifest[0])
  }
}
