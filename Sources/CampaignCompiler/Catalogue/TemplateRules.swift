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
    "placeholder-no-fallback", .templates, .warning,
    summary: "a column that may be empty has a default, or is asked for first, where it is printed",
    why: """
      'Hi ,' is what the reader would see; with `on_missing: fail` the message is not sent at \
      all, and the run says so.
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
