import LiquidTemplates
import Testing

@Suite struct RoundingFilterTests {
  @Test(arguments: [
    ("{{ -5 | abs }}", "5"), ("{{ '-5.10' | abs }}", "5.1"), ("{{ 'x' | abs }}", "0"),
    ("{{ -9223372036854775808 | abs }}", "9223372036854775808"),
    ("{{ 5.4 | ceil }} {{ -5.4 | ceil }} {{ '5.1' | ceil }} {{ 5 | ceil }}", "6 -5 6 5"),
    ("{{ 5.4 | floor }} {{ -5.4 | floor }} {{ '-5.1' | floor }} {{ 5 | floor }}", "5 -6 -6 5"),
    ("{{ 5.0 | ceil }} {{ -0.0 | floor }}", "5 0"),
    ("{{ 4 | at_least: 5 }} {{ '9' | at_least: 8 }} {{ -1 | at_least: 'abc' }}", "5 9 0"),
    ("{{ 5.4 | at_least: 8.9 }} {{ 5 | at_least: 4.5 }}", "8.9 5"),
    ("{{ 4 | at_most: 5 }} {{ 'abc' | at_most: -2 }} {{ 8.4 | at_most: 5.9 }}", "4 -2 5.9"),
    ("{{ 1234567890123456789012345678.5 | round }}", "1234567890123456789012345679"),
    ("{{ 5 | round: -1 }} {{ 5.55 | round: 99999999999 }}", "10 5.55"),
    ("{{ 5 | round: -9223372036854775808 }}", "0"),
    ("{{ 1 | pluralize: 'item', 'items' }} {{ 1.0 | pluralize: 'item', 'items' }}", "item item"),
    ("{{ 0 | pluralize: 'item', 'items' }} {{ '2' | pluralize: 'item', 'items' }}", "items items"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }
}
