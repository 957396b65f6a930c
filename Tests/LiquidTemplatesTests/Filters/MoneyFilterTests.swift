import Diagnostics
import LiquidTemplates
import Testing

@Suite struct MoneyFilterTests {
  @Test(arguments: [
    ("{{ 1234.5 | money: 'EUR', 'de' }}", "1.234,50\u{A0}€"),
    ("{{ 1234.5 | money: 'EUR', 'en' }}", "€1,234.50"),
    ("{{ 1234.5 | money: 'EUR', 'es' }}", "1234,50\u{A0}€"),
    ("{{ 12345 | money: 'EUR', 'es' }}", "12.345,00\u{A0}€"),
    ("{{ 1234.5 | money: 'EUR', 'fr' }}", "1\u{202F}234,50\u{A0}€"),
    ("{{ 1234.5 | money: 'CHF', 'de-CH' }}", "CHF\u{A0}1\u{2019}234.50"),
    ("{{ 1234.5 | money: 'EUR', 'de_at' }}", "€\u{A0}1\u{A0}234,50"),
    ("{{ 1234.5 | money: 'EUR', 'nl' }}", "€\u{A0}1.234,50"),
    ("{{ 1234567 | money: 'INR', 'en-IN' }}", "₹12,34,567.00"),
    ("{{ 1234.5 | money: 'JPY', 'ja' }}", "¥1,235"), ("{{ 1.5 | money: 'kwd', 'en' }}", "KWD1.500"),
    ("{{ -1234.567 | money: 'USD', 'en-US' }}", "-$1,234.57"),
    ("{{ 5 | money: 'USD', 'en-CA' }} {{ 5 | money: 'CAD', 'en-CA' }}", "US$5.00 $5.00"),
    ("{{ 5 | money: 'CAD', 'en' }} {{ 5 | money: 'USD', 'de' }}", "CA$5.00 5,00\u{A0}$"),
    ("{{ 5 | money: 'SEK', 'sv' }} {{ 5 | money: 'SEK', 'en' }}", "5,00\u{A0}kr SEK5.00"),
    ("{{ -0.001 | money: 'EUR', 'en' }} {{ 'x' | money: 'EUR', 'en' }}", "€0.00 €0.00"),
    ("{{ price | money: 'EUR', 'en-GB' }}", "€9.90"),
    ("{{ 1234567.891 | number_with_delimiter: 'de' }}", "1.234.567,891"),
    (
      "{{ 999 | number_with_delimiter: 'en' }} {{ 1000 | number_with_delimiter: 'en' }}",
      "999 1,000"
    ),
    ("{{ -1234567 | number_with_delimiter: 'hi' }}", "-12,34,567"),
    (
      "{{ 1234 | number_with_delimiter: 'pl' }} {{ '12345' | number_with_delimiter: 'pl' }}",
      "1234 12\u{A0}345"
    ),
    ("{{ 1234 | number_with_delimiter: 'zh-Hant-TW' }}", "1,234"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{{ 5 | money: email, 'de' }}", RenderFailure.unknownCurrency),
    ("{{ 5 | money: 'EUR', email }}", .unknownLocale),
    ("{{ 5 | number_with_delimiter: email }}", .unknownLocale),
  ])
  func namesMustBeKnown(_ template: String, _ failure: RenderFailure) {
    #expect(render(template) == Rendered(outcome: .failed(failure), text: ""), "\(template)")
  }

  @Test func misspeltNamesAreFoundEarly() {
    let labels = compile("{{ 5 | money: 'EURO', 'dee' }}").findings.sorted().map(\.label)
    #expect(labels == ["a currency 'EUR' exists", ""])
  }
}
