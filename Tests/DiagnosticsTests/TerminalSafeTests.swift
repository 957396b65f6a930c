import Diagnostics
import Testing

@Suite struct TerminalSafeTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("Grüße 日本 😀", "Grüße 日本 😀"), ("\u{1B}]0;x\u{7}", "␛]0;x␇"),
    ("a\r\nb", "a␍␊b"), ("\u{7F}", "␡"), ("\u{85}\u{9B}", "<U+0085><U+009B>"),
    ("\u{202E}\u{2066}\u{200F}\u{61C}", "<U+202E><U+2066><U+200F><U+061C>"),
    ("\u{2028}\u{FEFF}\u{200B}", "<U+2028><U+FEFF><U+200B>"), ("\u{E0041}", "<U+E0041>"),
    ("👩\u{200D}👧", "👩\u{200D}👧"), ("a\tb", "a    b"),
  ])
  func harmfulCharactersBecomeVisible(_ text: String, _ safe: String) {
    #expect(Array(terminalSafe(text).utf8) == Array(safe.utf8))
  }

  @Test func invalidBytesBecomeVisible() {
    #expect(terminalSafe(bytes: [0x61, 0xFF, 0x62, 0xC3]) == "a<0xFF>b<0xC3>")
    #expect(terminalSafe(bytes: [0xED, 0xA0, 0x80]) == "<0xED><0xA0><0x80>")
    #expect(terminalSafe(bytes: [0xC0, 0x80, 0xE0, 0x80, 0x80]).hasPrefix("<0xC0><0x80><0xE0>"))
  }
}
