import LiquidTemplates
import Testing

@Suite struct TextPartFilterTests {
  @Test(arguments: [
    ("{{ 'Liquid' | slice: 2, 3 }}", "qui"), ("{{ 'Liquid' | slice: -3, 2 }}", "ui"),
    ("{{ 'Liquid' | slice: 0 }}", "L"), ("{{ 'Liquid' | slice: 6 }}", ""),
    ("{{ 'Liquid' | slice: -7 }}", ""), ("{{ 'Liquid' | slice: 0, -1 }}", ""),
    ("{{ 'Liquid' | slice: '1', '0x3' }}", "iqu"), ("{{ 'Liquid' | slice: 1, nil }}", "i"),
    ("{{ 'Liquid' | slice: 0, 9223372036854775807 }}", "Liquid"),
    ("{{ 'Liquid' | slice: -9223372036854775808, 6 }}", ""),
    ("{{ 'añb' | slice: 1, 2 }}", "ñb"), ("{{ '👩‍👧' | slice: 0 }}", "👩"),
    ("{{ tags | slice: 1, 5 | join }}", "b c"), ("{{ tags | slice: -1 | join }}", "c"),
    ("{{ tags | slice: 9 | size }}", "0"), ("{{ (1..3) | slice: 1, 2 }}", ".."),
    ("{{ 'abc' | first }}{{ 'abc' | last }}", "ac"),
  ])
  func slices(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{{ 'a-b-c' | remove: '-' }}", "abc"), ("{{ 'aaa' | remove: '' }}", "aaa"),
    ("{{ 'a-b-c' | remove_first: '-' }}", "ab-c"), ("{{ 'a-b-c' | remove_last: '-' }}", "a-bc"),
    ("{{ 'a-b' | replace_first: '-', '+' }}", "a+b"), ("{{ 'ab' | replace_first: 'b' }}", "a"),
    ("{{ 'ab' | replace_first: '', '+' }}", "+ab"), ("{{ 'ab' | replace_last: '', '+' }}", "ab+"),
    ("{{ 'aXaXa' | replace_last: 'aXa', '+' }}", "aX+"),
    ("{{ 'a' | replace_last: 'b', 'c' }}", "a"),
    ("{{ 5 | remove: 5 }}", ""), ("{{ 'aaaa' | remove_last: 'aa' }}", "aa"),
  ])
  func replacesAndRemoves(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("[{{ '  a \t\r\n b ' | squish }}]", "[a b]"), ("[{{ '  ' | squish }}]", "[]"),
    ("{{ '    one    two three    four  ' | truncatewords: 2 }}", "one two..."),
    ("{{ 'one two' | truncatewords: 2 }}", "one two"),
    ("{{ 'one two ' | truncatewords: 2 }}", "one two..."),
    ("{{ 'one two' | truncatewords: 0 }}", "one..."),
    ("{{ 'one two' | truncatewords: -4294967296, '' }}", "one"),
    ("{{ 'one  two' | truncatewords: 9223372036854775807 }}", "one  two"),
    ("{{ 'a\u{202F}b c' | truncatewords: 1 }}", "a\u{202F}b..."),
    ("{{ 'foobar' | truncate: -9223372036854775808 }}", "..."),
    ("{{ 'foobar' | truncate: '5', 1 }}", "foob1"),
  ])
  func shortens(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    "{{ 'abc' | slice: 'x' }}", "{{ 'abc' | slice: nil }}", "{{ 'abc' | slice: 1, '2.5' }}",
    "{{ 'abc' | slice: '' }}", "{{ 'abc' | slice: '1_' }}", "{{ 'abc' | slice: '09' }}",
    "{{ 'abc' | truncate: 'x' }}", "{{ 'abc' | truncatewords: nil }}",
  ])
  func needsWholeNumbers(_ template: String) {
    #expect(render(template) == Rendered(outcome: .failed(.notAnInteger), text: ""), "\(template)")
  }

  @Test func lineBreaksAreStripped() {
    expect(
      "{{ first_name | strip_newlines }}", ["first_name": .text("a\r\nb\nc\rd\n")],
      prints: "abc\rd")
  }

  @Test func tagsAreStrippedInTwoGoes() {
    expect(
      "{{ first_name | strip_html }}",
      ["first_name": .text("<<<script </script>script>foo;</script>")], prints: "foo;")
  }
}
