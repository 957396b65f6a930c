import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct UnquotedTemplateTests {
  @Test(arguments: [
    ("a: 1️⃣{{ x }}1️⃣\nb: 1\n", #"write: a: "{{ x }}""#),
    ("a: 1️⃣{{ x | default: 'y' }}1️⃣ # c\nb: 1\n", #"write: a: "{{ x | default: 'y' }}" # c"#),
    ("a: 1️⃣{{ x }}, hello1️⃣\nb: 1\n", #"write: a: "{{ x }}, hello""#),
    ("a: 1️⃣{{x}}1️⃣\nb: 1\n", #"write: a: "{{x}}""#),
    ("a: 1️⃣Hi {{ x | default: 'y' }}1️⃣\nb: 1\n", #"write: a: "Hi {{ x | default: 'y' }}""#),
    ("a: 1️⃣Hi {{ x | default: \"y\" }}1️⃣\nb: 1\n", #"write: a: 'Hi {{ x | default: "y" }}'"#),
    ("a: 1️⃣Hi {{ x # y }} you1️⃣\nb: 1\n", #"write: a: "Hi {{ x # y }} you""#),
    ("a: 1️⃣{% if x %}y{% endif %}1️⃣\nb: 1\n", #"write: a: "{% if x %}y{% endif %}""#),
    ("- 1️⃣Hi {{ x: y }} z1️⃣\n- b\n", #"write: - "Hi {{ x: y }} z""#),
    ("a:\n  1️⃣Hi {{ x: y }}1️⃣\nb: 1\n", #"write: "Hi {{ x: y }}""#),
    ("- a: 1️⃣{{ x }}1️⃣\n", #"write: - a: "{{ x }}""#),
    ("- 1️⃣{{ x }} y1️⃣\n- z\n", #"write: - "{{ x }} y""#),
    ("a: [1️⃣Hi {{ x }}1️⃣, b]\nc: 1\n", #"write: a: ["Hi {{ x }}", b]"#),
    ("a: { b: 1️⃣{{ x }}1️⃣ }\nc: 1\n", #"write: a: { b: "{{ x }}" }"#),
    ("a: 1️⃣{{ x }1️⃣\nb: 1\n", #"write: a: "{{ x }""#),
    ("é: 1️⃣{{ x: y }} ü1️⃣\nb: 1\n", #"write: é: "{{ x: y }} ü""#),
  ])
  func quoteTheTemplate(_ source: String, _ help: String) {
    let reading = Reading(source)
    expectFindings(reading.findings, in: reading.source, [.finding("unquoted-template", at: 1)])
    #expect(reading.findings.all.first?.help == help)
    #expect(reading.document != nil)
    #expect(reading.root?.scalars.allSatisfy(\.hasExactPlaces) == true)
  }

  @Test func theValueIsReadAsItWasMeant() {
    let reading = Reading("a: {{ x | default: 'y' }}, hi\nb: {{ z }}\nc: 1\n")
    #expect(reading.node("a")?.scalar?.string == "{{ x | default: 'y' }}, hi")
    #expect(reading.node("b")?.scalar?.string == "{{ z }}")
    #expect(reading.node("c")?.scalar?.string == "1")
    #expect(reading.findings.all.count == 2)
  }

  @Test(arguments: [
    ("a: \"Hi {{ x | default: 1️⃣\"y\" }}\"\nb: 1\n", #"write: a: "Hi {{ x | default: 'y' }}""#),
    ("a: 'Hi {{ x | default: 1️⃣'y' }}'\nb: 1\n", #"write: a: 'Hi {{ x | default: "y" }}'"#),
  ])
  func theSameQuotesInside(_ source: String, _ help: String) {
    let reading = Reading(source)
    expectFindings(reading.findings, in: reading.source, [.finding("unquoted-template", at: 1)])
    #expect(reading.findings.all.first?.help == help)
    #expect(reading.document != nil)
  }

  @Test(arguments: [
    "a: Hi {{ x }}\n", "a: '{{ x: y }}'\n", "a: |\n  {{ x: y }} # z\n", "a: {b: {c: d}}\n",
    "# {{ x }}\na: b\n", "a {{ x }}: b\n", "a: Hi {{ x }} # {{ y }}\n", "a: Hi\n  {{ x }}\n",
    "a: '# {{' # }}\n",
  ])
  func whatYAMLReadsAsMeantIsSilent(_ source: String) {
    expectFindings(Reading(source).findings, [])
  }

  @Test func aTemplateThatIsNotToBlameIsNotBlamed() {
    let reading = Reading("a: Hi {{ x }}\nb: Hi {{ y }}\nc: d1️⃣: {{ z }}\n")
    expectFindings(reading.findings, in: reading.source, [.finding("yaml-syntax", at: 1)])
  }

  @Test func anErrorBelowIsStillFound() {
    let reading = Reading("a: 1️⃣{{ x }} y\nb: 2️⃣Hi {{ x: y }}\nc: 3️⃣\"\n")
    expectFindings(
      reading.findings, in: reading.source,
      [
        .finding("unquoted-template", at: 1), .finding("unquoted-template", at: 2),
        .finding("yaml-syntax", at: 3),
      ])
  }

  @Test func manyAreFoundInOneRun() {
    let many = Reading(String(repeating: "- {{ x }}\n", count: 40))
    #expect(many.findings.all.map(\.rule.name) == Array(repeating: "unquoted-template", count: 40))
    #expect(many.root?.scalars.count == 40)
    let tooMany = Reading(String(repeating: "- {{ x }}\n", count: 1_000))
    #expect(tooMany.findings.all.count == 65)
    #expect(tooMany.document == nil)
  }
}
