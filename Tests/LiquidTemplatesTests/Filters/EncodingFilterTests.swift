import LiquidTemplates
import Testing

@Suite struct EncodingFilterTests {
  @Test(arguments: [
    ("{{ 'Hálló' | base64_encode }}", "SMOhbGzDsw=="), ("{{ '' | base64_encode }}", ""),
    ("{{ '?>' | base64_encode }} {{ '?>' | base64_url_safe_encode }}", "Pz4= Pz4="),
    ("{{ '???' | base64_encode }} {{ '???' | base64_url_safe_encode }}", "Pz8/ Pz8_"),
    ("{{ 'SMOhbGzDsw==' | base64_decode }}", "Hálló"), ("{{ '' | base64_decode }}", ""),
    ("{{ 'Pz8_' | base64_url_safe_decode }}{{ 'Pz4' | base64_url_safe_decode }}", "????>"),
    ("{{ 5 | base64_encode }}", "NQ=="),
    ("{{ 'a+b%26c%zz%4' | url_decode }}", "a b&c%zz%4"), ("{{ '%C3%BC' | url_decode }}", "ü"),
    ("{{ 'a b&ü~' | url_param_escape }}", "a%20b%26%C3%BC~"),
    ("{{ 'a < b' | h }}", "a &lt; b"),
    ("{{ 'hello' | md5 }}", "5d41402abc4b2a76b9719d911017c592"),
    ("{{ '' | sha256 }}", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (
      "{{ 'hello' | hmac_sha256: 'key' }}",
      "9307b3b915efb5171ff14d8cb55fbcc798c6c0ef1456d66ded1a6aa723a58b7b"
    ),
    ("{{ 42 | sha256 | slice: 0, 8 }}", "73475cb4"),
  ])
  func prints(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{{ 'a' | base64_decode }}", RenderFailure.notBase64),
    ("{{ 'Pz8_' | base64_decode }}", .notBase64), ("{{ 'Pz4' | base64_decode }}", .notBase64),
    ("{{ 'Pz5=' | base64_decode }}", .notBase64), ("{{ 'P===' | base64_decode }}", .notBase64),
    ("{{ 'Pz 4=' | base64_decode }}", .notBase64), ("{{ '====' | base64_decode }}", .notBase64),
    ("{{ '=' | base64_url_safe_decode }}", .notBase64), ("{{ '/w==' | base64_decode }}", .notUTF8),
    ("{{ '7aCA' | base64_decode }}", .notUTF8), ("{{ '%ff' | url_decode }}", .notUTF8),
    ("{{ '%C3' | url_decode }}", .notUTF8), ("{{ '%C0%80' | url_decode }}", .notUTF8),
    ("{{ '%F4%90%80%80' | url_decode }}", .notUTF8),
  ])
  func cannotDecode(_ template: String, _ failure: RenderFailure) {
    #expect(render(template) == Rendered(outcome: .failed(failure), text: ""), "\(template)")
  }

  @Test(arguments: [
    ("{{ tags | json }}", #"["a","b","c"]"#), ("{{ nil | json }}", "null"),
    ("{{ score | json }} {{ opted_in | json }}", "42 true"),
    ("{{ joined_at | json }}", #""2026-03-01T08:30:00Z""#), ("{{ (1..2) | json }}", #""1..2""#),
  ])
  func json(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func jsonIsSafeInScripts() {
    expect(
      "{{ first_name | json }}", ["first_name": .text("\"\\</script>&\u{2028}\u{1}\n\t\r\u{7F}ü")],
      prints:
        #""\"\\\u003c/script\u003e\u0026\u2028\u0001\n\t\r\u007fü""#)
  }
}
