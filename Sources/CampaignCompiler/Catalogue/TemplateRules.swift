import Diagnostics

/// What is asked of Liquid templates.
let templateRules: [RuleDescription] = [
  RuleDescription(
    "liquid-syntax", .templates, summary: "a template is valid Liquid",
    why: "See grammar/liquid.md; tags are closed, and expressions complete.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: "{% if first_name %}Hello!"
      """, good: onlyAnEmail),
  RuleDescription(
    "unknown-filter", .templates, summary: "a filter is one that Mailplan has",
    why: "A misspelt filter would leave the text as it is.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: "{{ id | upcasse }}"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: "{{ id | upcase }}"
      """),
  RuleDescription(
    "filter-arguments", .templates, summary: "a filter gets the arguments that it takes",
    why: "Too few or too many mean that something else was meant.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: "{{ id | append }}"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: "{{ id | append: '!' }}"
      """),
  RuleDescription(
    "foreign-placeholder", .templates, .warning,
    summary: "text holds no placeholders of other tools",
    why: """
      `{first_name}`, `%%first_name%%` and `*|FNAME|*` are text here: the reader would see them \
      as they stand. The merge tags of Mailchimp mean nothing else anywhere, and are an error.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello {first_name}
          text: Hello!
      """,
    good: """
      steps:
        - email: welcome
          subject: "Hello {{ first_name | default: 'there' }}"
          text: Hello!
      """,
    configure: "lint: { rules: { foreign-placeholder: error } }"),
  RuleDescription(
    "link-scheme", .templates,
    summary: "a link gets its scheme from the template, or whole from one value",
    why: """
      A value that begins a link may have the schemes http, https, mailto, tel, sms and cid, or \
      none; any other becomes `#` in the message, and is counted in the summary of the run. A \
      scheme put together from a value and text could be any.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: '<a href="{{ id }}:{{ email }}">Hello!</a>'
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: '<a href="https://acme.example/{{ id }}">Hello!</a>'
      """),
  RuleDescription(
    "link-from-text", .templates, .info,
    summary: "a column that begins a link is of type url",
    why: """
      A url begins with http or https, and a row that holds anything else is refused. Any other \
      text is looked at in each message: if its scheme is not http, https, mailto, tel, sms or \
      cid, the link becomes `#`.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: '<a href="{{ id }}">Hello!</a>'
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: '<a href="https://acme.example/{{ id }}">Hello!</a>'
      """,
    configure: "lint: { rules: { link-from-text: off } }"),
  RuleDescription(
    "unbalanced-markup", .templates,
    summary: "all ways to a value lead to one place in the html",
    why: """
      Where one branch opens a tag, an attribute or a script and another does not, nobody can \
      say how a value behind them is made safe. The same goes for a turn of a loop and for what \
      is captured: it ends where it began.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: '{% if beta %}<a title="{% endif %}{{ id }}'
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: '{% if beta %}<a title="{{ id }}">Hello!</a>{% endif %}'
      """),
  RuleDescription(
    "value-in-comment", .templates, .warning,
    summary: "a value does not stand in an html comment",
    why: """
      It is sent to the reader, who can find it in the source of the mail. Conditional comments \
      for Outlook are no comments in this sense.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: "<p>Hello!</p><!-- {{ id }} -->"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: "<p>Hello!</p>{% comment %}{{ id }}{% endcomment %}"
      """,
    configure: "lint: { rules: { value-in-comment: off } }"),
  RuleDescription(
    "placeholder-no-fallback", .templates, .warning,
    summary: "a column that may be empty has a default, or is asked for first, where it is printed",
    why: """
      'Hi ,' is what the reader would see; with `on_missing: fail` the message is not sent at \
      all, and the run says so. Under `on_missing: skip` this is a note: somebody has decided. \
      `mailplan lint --segment contacts.csv` says how many rows have no value.
      """,
    bad: """
      steps:
        - email: welcome
          subject: "Hello {{ first_name }}"
          text: Hello!
      """,
    good: """
      steps:
        - email: welcome
          subject: "Hello {{ first_name | default: 'there' }}"
          text: Hello!
      """,
    configure: "lint: { rules: { placeholder-no-fallback: error } }"),
  RuleDescription(
    "html-filter-on-markup", .templates,
    summary: "a filter for text is not used on html",
    why: """
      Cut or replaced, markup breaks, or lets values become markup. Move the filter inside the \
      capture, to the text.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: "{% capture name %}<b>{{ id }}</b>{% endcapture %}{{ name | truncate: 5 }}"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: "{% capture name %}<b>{{ id | truncate: 5 }}</b>{% endcapture %}{{ name }}"
      """),
  RuleDescription(
    "unquoted-attribute", .templates,
    summary: "an html attribute that holds a value has quotes around it",
    why: "Without quotes a value with a space becomes an attribute of its own.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: "<p title={{ id }}>Hello!</p>"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: '<p title="{{ id }}">Hello!</p>'
      """),
  RuleDescription(
    "active-content", .templates,
    summary: "a value does not stand in a script, a style sheet, an event handler, or a tag itself",
    why: "There, escaping does not keep it from being run.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: "<style>.a { color: {{ id }} }</style>"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: "<p>{{ id }}</p>"
      """),
]
