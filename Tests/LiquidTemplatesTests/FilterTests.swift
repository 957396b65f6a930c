import LiquidTemplates
import Testing

@Suite struct TextFilterTests {
  @Test(arguments: [
    ("{{ 'hello' | append: ' you' }}", "hello you"),
    ("{{ 'hello' | append: 5 }}", "hello5"),
    ("{{ 'you' | prepend: 'hello ' }}", "hello you"),
    ("{{ 'HELLO wörld' | capitalize }}", "Hello wörld"),
    ("{{ 'straße' | upcase }}", "STRASSE"),
    ("{{ 'ÀÉ' | downcase }}", "àé"),
    ("{{ ' \t\r\n hi \n' | strip }}|", "hi|"),
    ("{{ ' hi ' | lstrip }}|", "hi |"),
    ("{{ ' hi ' | rstrip }}|", " hi|"),
    ("{{ 5 | strip }}", "5"),
    ("{{ 'a b a' | replace: 'a', 'xy' }}", "xy b xy"),
    ("{{ 'abc' | replace: 'b' }}", "ac"),
    ("{{ 'añc' | replace: '', '-' }}", "-a-ñ-c-"),
    ("{{ 'hello' | replace: 5, 'your' }}", "hello"),
    ("{{ 'Ground control to Major Tom.' | truncate: 20 }}", "Ground control to..."),
    ("{{ 'Ground control to Major Tom.' | truncate: 20, '' }}", "Ground control to Ma"),
    ("{{ 'ñandúes' | truncate: 4, '…' }}", "ñan…"),
    ("{{ 'abc' | truncate: -5 }}", "..."),
    ("{{ 5 | truncate: 10 }}", "5"),
    ("{{ 'a+b c&ü' | url_encode }}", "a%2Bb+c%26%C3%BC"),
    ("{{ 'a<b>&\"' | escape }}{{ \"'\" | escape }}", "a&lt;b&gt;&amp;&quot;&#39;"),
    (
      "{{ '&lt;p&gt; < & &amp &#39; &#x27;' | escape_once }}",
      "&lt;p&gt; &lt; &amp; &amp;amp &#39; &#x27;"
    ),
    ("{{ 'a<br' | raw }}", "a<br"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func newlinesBecomeBreaks() {
    expect(
      "{{ first_name | newline_to_br }}", ["first_name": .text("a\r\nb\nc")],
      prints: "a<br />\nb<br />\nc")
    expect(
      "{{ first_name | newline_to_br }}", ["first_name": .text("- a\n")], prints: "- a<br />\n")
  }

  @Test(arguments: [
    ("<div\nclass='x'>test</div>", "test"),
    ("a<script type='x'>b<b>c</b></script>d", "ad"),
    ("a<STYLE>b</style>d<!-- <x> -->e", "ade"),
    ("1 < 2", "1 < 2"),
    ("a<b", "a<b"),
    ("<em>x</em> &amp; &#20;?", "x &amp; &#20;?"),
  ])
  func tagsAreStripped(_ text: String, _ expected: String) {
    expect("{{ first_name | strip_html }}", ["first_name": .text(text)], prints: expected)
  }
}

@Suite struct ListFilterTests {
  @Test(arguments: [
    ("{{ tags }}", "abc"),
    ("{{ tags | join }}", "a b c"),
    ("{{ tags | join: ', ' }}", "a, b, c"),
    ("{{ tags | first }}{{ tags | last }}{{ tags | size }}", "ac3"),
    ("{{ tags.first }}{{ tags.last }}{{ tags.size }}{{ tags[1] }}{{ tags[-1] }}", "ac3bc"),
    ("{{ 'ñu' | size }}", "2"),
    ("{{ (1..5) | join: '#' }}", "1#2#3#4#5"),
    ("{{ (5..1) | join: '#' }}", ""),
    ("{{ 'a,b,,' | split: ',' | join: '#' }}", "a#b"),
    ("{{ ',a' | split: ',' | size }}", "2"),
    ("{{ ',' | split: ',' | size }}", "0"),
    ("{{ '' | split: '' | size }}", "0"),
    ("{{ 'abñ' | split: '' | join: '#' }}", "a#b#ñ"),
    ("{{ 'Hello there' | split: nil | size }}", "11"),
    ("{{ 'hello th1ere' | split: 1 | join: '#' }}", "hello th#ere"),
    ("{{ ' Hi,  how are ' | split: ' ' | join: '#' }}", "Hi,#how#are"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }
}

@Suite struct ArithmeticFilterTests {
  @Test(arguments: [
    ("{{ 10 | plus: 2 }}", "12"), ("{{ 10 | plus: -2 }}", "8"), ("{{ 0.1 | plus: 0.2 }}", "0.3"),
    ("{{ '10.1' | plus: '2.2' }}", "12.3"), ("{{ 'foo' | plus: '2.0' }}", "2.0"),
    ("{{ 10 | minus: 2.0 }}", "8.0"), ("{{ '10' | minus: 'foo' }}", "10"),
    ("{{ 5 | times: 2 }}", "10"), ("{{ 5.0 | times: 2.1 }}", "10.5"),
    ("{{ 7 | divided_by: 2 }}", "3"), ("{{ -7 | divided_by: 2 }}", "-4"),
    ("{{ 7 | divided_by: -2 }}", "-4"), ("{{ -7 | divided_by: -2 }}", "3"),
    ("{{ 20 | divided_by: 7.0 }}", "2.857142857142857"), ("{{ 10 | divided_by: 2.0 }}", "5.0"),
    ("{{ 9.0 | divided_by: 2 }}", "4.5"), ("{{ '' | divided_by: 2 }}", "0"),
    ("{{ 10.1 | modulo: 7.0 }}", "3.1"), ("{{ -7 | modulo: 3 }}", "2"),
    ("{{ 7 | modulo: -3 }}", "-2"),
    ("{{ '10' | modulo: '2.0' }}", "0.0"), ("{{ -7.5 | modulo: 2 }}", "0.5"),
    ("{{ 5.6 | round }}", "6"), ("{{ 5.5 | round }}", "6"), ("{{ -5.5 | round }}", "-6"),
    ("{{ 5.666 | round: 1 }}", "5.7"), ("{{ '5.666666' | round: 2 }}", "5.67"),
    ("{{ 5.666 | round: -2 }}", "0"), ("{{ 1550 | round: -2 }}", "1600"),
    ("{{ 5.666 | round: 'foo' }}", "6"), ("{{ 5 | round: 3 }}", "5"),
    ("{{ 0.04 | round: 1 }}", "0.0"),
    ("{{ price }}", "9.90"), ("{{ price | times: 2 }}", "19.8"), ("{{ 1.50 }}", "1.5"),
    ("{{ 0.0 }}", "0.0"), ("{{ 1.0 | divided_by: 3 }}", "0.3333333333333333"),
    ("{{ 1000000000000000000000.0 | divided_by: 3 }}", "333333333333333300000.0"),
    ("{{ 0.3 | divided_by: 0.1 }}", "3.0"), ("{{ 4.35 | divided_by: 0.01 }}", "435.0"),
    ("{{ -1 | divided_by: 3.0 }}", "-0.3333333333333333"), ("{{ 0 | divided_by: 2.5 }}", "0.0"),
    ("{{ 9223372036854775807 | plus: 1 }}", "9223372036854775808"),
    ("{{ 9223372036854775807 | plus: 1 | minus: 1 | divided_by: 2 }}", "4611686018427387903"),
    ("{{ -9223372036854775808 | divided_by: -1 }}", "9223372036854775808"),
    ("{{ '1_000' | plus: 1 }}", "1001"), ("{{ ' 12abc' | plus: 1 }}", "13"),
    ("{{ '1e3' | plus: 1 }}", "2"), ("{{ '.5' | plus: 1 }}", "1"),
    (
      "{{ '0.12345678901234567890123456789012345678901234567890' | times: 1 }}",
      "0.12345678901234567890123456789"
    ),
    ("{{ 0.00000000000000000001 | divided_by: 3 }}", "0.000000000000000000003333333333"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{{ 1 | divided_by: 0 }}", RenderFailure.dividedByZero),
    ("{{ 1 | divided_by: 0.0 }}", .dividedByZero),
    ("{{ 1.5 | modulo: 0 }}", .dividedByZero),
    ("{{ 9223372036854775807 | times: 9223372036854775807 | times: 10 }}", .numberOverflow),
    ("{{ 12345678901234567890123456789012345678 | times: 100 }}", .numberOverflow),
  ])
  func cannotCalculate(_ template: String, _ failure: RenderFailure) {
    #expect(render(template) == Rendered(outcome: .failed(failure), text: ""))
  }
}

@Suite struct DefaultFilterTests {
  @Test(arguments: [
    ("{{ nil | default: 'x' }}", "x"), ("{{ false | default: 'x' }}", "x"),
    ("{{ false | default: 'x', allow_false: true }}", "false"),
    ("{{ false | default: allow_false: true, 'x' }}", "false"),
    ("{{ '' | default: 'x' }}", "x"), ("{{ 0 | default: 'x' }}", "0"),
    ("{{ 0.0 | default: 'x' }}", "0.0"), ("{{ 'a' | default: 'x' }}", "a"),
    ("{{ nil | default }}", ""),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func standsInForNull() {
    expect("Hi {{ first_name | default: 'you' }}", ["first_name": .null], prints: "Hi you")
    expect("Hi {{ first_name | default: 'you' }}", prints: "Hi Ada")
    expect("{{ first_name | upcase | default: 'you' }}", ["first_name": .null], prints: "you")
    expect("{{ first_name | default: email }}", ["first_name": .null], prints: "ada@acme.example")
    expect("{{ tags | default: 'none' }}", ["tags": .list([])], prints: "none")
    expect("{{ opted_in | default: 'no' }}", ["opted_in": .boolean(false)], prints: "no")
  }
}
