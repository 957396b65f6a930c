import Diagnostics
import LiquidTemplates
import Testing

/// What people bring from other tools is told in their words.
@Suite struct ForeignHabitTests {
  @Test(arguments: [
    // Braze.
    ("{{${first_name}}}", "${first_name", "write {{ first_name }}"),
    (
      "{{ ${first_name} | default: 'x' }}", "${first_name} | default: 'x'",
      "write {{ first_name | … }}"
    ),
    ("{{custom_attribute.${plan}}}", "${plan", "write {{ plan }}"),
    ("{{content_blocks.${footer}}}", "content_blocks.${footer", "write {% render 'footer' %}"),
    (
      "{% if {{custom_attribute.${plan}}} == 'pro' %}a{% endif %}", "${plan}}} == 'pro'",
      "write plan"
    ),
    ("{% if {{ plan }} == 'pro' %}a{% endif %}", "{{", "write the name as it is"),
    (
      "{% connected_content https://x.example :save y %}", "connected_content",
      "templates read nothing while they are rendered: put the value into a column of the segment"
    ),
    // Handlebars and Mustache.
    ("{{#if first_name}}", "#if first_name", "write {% if first_name %} … {% endif %}"),
    ("{{#each tags}}", "#each tags", "write {% for item in tags %} … {% endfor %}"),
    ("{{#unless plan}}", "#unless plan", "write {% unless plan %} … {% endunless %}"),
    (
      "{{# tags }}", "# tags",
      "write {% if tags %} … {% endif %}, or {% for item in tags %} … {% endfor %}"
    ),
    ("{{/if}}", "/if", "write {% endif %}"), ("{{/each}}", "/each", "write {% endfor %}"),
    ("{{/tags}}", "/tags", "write {% endif %}"),
    ("{{else}}", "else", "write {% else %}"),
    ("{{else if plan}}", "else if plan", "write {% elsif … %}"),
    ("{{^plan}}", "^plan", "write {% unless plan %} … {% endunless %}"),
    ("{{> partials/footer}}", "> partials/footer", "write {% render 'partials/footer' %}"),
    ("{{{plan}}}", "{plan", "write {{ plan }}; html that is safe already is printed by '| raw'"),
    ("{{& plan}}", "& plan", "write {{ plan | raw }}"),
    ("{{! a note }}", "! a note", "write {% comment %} … {% endcomment %}"),
    // Jinja and Twig.
    (
      "{{ plan if score else email }}", "plan if score else email",
      "write {% if score %}{{ plan }}{% else %}{{ email }}{% endif %}"
    ),
    (
      "{{ score ? plan : email }}", "score ? plan : email",
      "write {% if score %}{{ plan }}{% else %}{{ email }}{% endif %}"
    ),
    ("{{ first_name || 'you' }}", "||", "write {{ name | default: other }}"),
    ("{{ first_name ?? 'you' }}", "??", "write {{ name | default: other }}"),
    ("{{ first_name|default('you') }}", "default(", "write | default: 'you'"),
    ("{% set x = 1 %}", "set", "write {% assign name = value %}"),
    ("{% if score > 1 %}a{% elif score > 2 %}b{% endif %}", "elif", "write {% elsif … %}"),
    (
      "{% extends 'main' %}", "extends",
      "the layout of an email is named in the campaign: layout: layouts/main.liquid"
    ),
    ("{% block body %}", "block", "a layout prints the email's own text with {{ content }}"),
    ("{% foreach t in tags %}", "foreach", "write {% for item in list %} … {% endfor %}"),
    ("{% endforeach %}", "endforeach", "write {% endfor %}"),
    // Operators and quotes.
    ("{% if score > 1 && plan == 'pro' %}a{% endif %}", "&&", "write 'and'"),
    ("{% if score > 1 || plan == 'pro' %}a{% endif %}", "||", "write 'or'"),
    ("{% if plan === 'pro' %}a{% endif %}", "===", "write '=='"),
    ("{% if plan is 'pro' %}a{% endif %}", "is", "write '=='"),
    ("{% if 'a' in tags %}a{% endif %}", "in", "write it the other way round: list contains item"),
    (
      "{% if score > 1 and not opted_in %}a{% endif %}", "not",
      "write 'unless', or compare with '!='"
    ),
    ("{{ first_name | default 'you' }}", "'you'", "write | default: 'you'"),
    ("{{ first_name | default you }}", "you", "write | default: you"),
    ("{{ plan | replace: 'a' 'b' }}", "'b'", "write , 'b'"),
    ("{{ first_name | default: ‘you’ }}", "‘", "write 'text' or \"text\""),
    ("{% if plan == “pro” %}a{% endif %}", "“", "write 'text' or \"text\""),
    ("{{ first_name | default: &quot;you&quot; }}", "&quot;", "write \" instead of &quot;"),
    ("{% if score &gt; 1 %}a{% endif %}", "&gt;", "write > instead of &gt;"),
    ("{{\u{A0}plan }}", "\u{A0}", "type the space again"),
    ("{{ first name }}", "first name", "write {{ first_name }} if that is the column"),
    // Names.
    ("{{ customer.first_name }}", "customer", "columns stand alone: {{ first_name }}"),
    ("{{ contact.firstname | default: 'x' }}", "contact", "columns stand alone: {{ first_name }}"),
    ("{{ person.nickname }}", "person", "columns stand alone: {{ nickname }}"),
  ])
  func inMarkup(_ template: String, _ text: String, _ help: String) {
    let found = compile(template).findings.sorted()
    #expect(found.count == 1, "\(template): \(found.map(\.message))")
    guard let first = found.first, case .range(let range) = first.place else { return }
    #expect(first.severity == .error)
    #expect(range.text == text, "\(template)")
    #expect(first.help == help, "\(template)")
  }

  @Test(arguments: [
    ("Hi *|FNAME|*", "*|FNAME|*", "write {{ first_name }}", Severity.error),
    ("*|IF:PLAN|*", "*|IF:PLAN|*", "write {% if plan %}", .error),
    ("*|IF:PLAN=free|*", "*|IF:PLAN=free|*", "write {% if plan == … %}", .error),
    ("*|ELSEIF:SCORE >= 5|*", "*|ELSEIF:SCORE >= 5|*", "write {% elsif score >= … %}", .error),
    ("*|END:IF|*", "*|END:IF|*", "write {% endif %}", .error),
    ("<a href=\"*|UNSUB|*\">", "*|UNSUB|*", "write {{ unsubscribe_url }}", .error),
    ("Hi %%First_Name%%!", "%%First_Name%%", "write {{ first_name }}", .warning),
    ("Hi %%=v(@name)=%%!", "%%=v(@name)=%%", "write {{ name }}", .warning),
    ("Hi {first_name},", "{first_name}", "write {{ first_name }}", .warning),
    ("Hi { plan },", "{ plan }", "write {{ plan }}", .warning),
    ("Hi ${first_name},", "${first_name}", "write {{ first_name }}", .warning),
    (
      "{# to do #}", "{# to do #}", "write {% comment %} … {% endcomment %}, or {% # … %}", .warning
    ),
    ("é {email}", "{email}", "write {{ email }}", .warning),
  ])
  func inText(_ template: String, _ text: String, _ help: String, _ severity: Severity) {
    for context in [TemplateContext.text, .html, .header] {
      let found = compile(template, context: context).findings.sorted()
      #expect(found.map(\.rule.name) == ["foreign-placeholder"], "\(template)")
      guard let first = found.first, case .range(let range) = first.place else { return }
      #expect(range.text == text)
      #expect(first.help == help)
      #expect(first.severity == severity)
    }
  }

  @Test(arguments: [
    "<style>p{email}a{color:red}@media{#plan{color:red}}</style>{{ email }}",
    "<script>var x = `${email}`; {email}</script>", "p {color} {}", "100%% off, 50%%",
    "*|a|* *| x |* *|*",
    "a * | b *|2|*", "{first_nam} {First_name} {email.x} {{ email }} {a{email",
    "{% raw %}*|FNAME|* {email} {{#if}}{% endraw %}",
    "{% comment %}*|FNAME|* {email}{% endcomment %}",
    "Prices: 5$ {10} $5 {#1} {# open", "%%a b%% %%%% %%", "{{ \"it’s\" }}{{ '{email}' }}",
    "&quot;{{ plan }}&quot;",
  ])
  func staysSilent(_ template: String) {
    expect(template, context: .html, finds: [])
  }

  @Test func namesInAnotherSpelling() {
    let labels = ["FirstName", "FIRST_NAME", "firstname", "Email"].map {
      compile("{{ \($0) | default: 'x' }}").findings.all.first?.label
    }
    #expect(
      labels == [
        "a column 'first_name' exists", "a column 'first_name' exists",
        "a column 'first_name' exists", "a column 'email' exists",
      ])
  }

  @Test func partialsAndLayoutsAreReadToo() {
    let partial = compile("{% render 'p' %}", partials: [("p", "Hi *|FNAME|*")])
    #expect(partial.findings.all.map(\.rule.name) == ["foreign-placeholder"])
    let layout = compile("a", layout: "{{ content }} %%plan%%")
    #expect(layout.findings.all.map(\.rule.name) == ["foreign-placeholder"])
  }
}
