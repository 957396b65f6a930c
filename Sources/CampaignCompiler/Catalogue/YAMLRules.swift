import Diagnostics

/// What YAML itself, and this project's use of it, asks of a file.
let yamlRules: [RuleDescription] = [
  RuleDescription(
    "yaml-syntax", .yaml, summary: "a file is valid YAML",
    why: "libyaml stops at its first syntax error; both of the places that it knows are shown.",
    bad: "steps: [\n", good: onlyAnEmail),
  RuleDescription(
    "yaml-encoding", .yaml, summary: "a file is UTF-8 without control characters",
    why: "Text in another encoding would arrive with broken letters.", bad: "", good: ""),
  RuleDescription(
    "yaml-limit", .yaml,
    summary: "a file has at most 1 MiB, 64 levels, 50,000 keys and values, and 256 KiB in one text",
    why:
      "A file beyond these limits was not written by a person, and could keep the parser "
      + "busy for hours.",
    bad: "", good: ""),
  RuleDescription(
    "yaml-alias", .yaml, summary: "anchors and aliases are not used",
    why: """
      A reviewer should see what a step does where it stands. Shared settings belong into \
      `defaults` of mailplan.yaml.
      """,
    bad: """
      steps:
        - email: &first welcome
          subject: Hello
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "yaml-tag", .yaml, summary: "tags such as !!str are not used",
    why: "The language itself says of which type a value is.",
    bad: """
      steps:
        - email: welcome
          subject: !!str Hello
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "yaml-merge-key", .yaml, summary: "merge keys (<<) are not used",
    why: "A reviewer should see what a step does where it stands.",
    bad: """
      steps:
        - email: welcome
          <<: { subject: Hello }
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "yaml-key", .yaml, summary: "a key is a text, not a list or a mapping",
    why: "No key of the language is anything else.",
    bad: """
      ? [steps]
      : - email: welcome
      """, good: onlyAnEmail),
  RuleDescription(
    "yaml-duplicate-key", .yaml, summary: "a key stands once in its mapping",
    why: "YAML readers silently take one of the two, and not all the same one.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          subject: Welcome
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "yaml-documents", .yaml, summary: "a file holds one document",
    why: "What stands behind a second '---' would be overlooked.",
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      ---
      steps: []
      """, good: onlyAnEmail),
  RuleDescription(
    "unquoted-template", .yaml, summary: "a text that begins with {{ or holds ': ' is quoted",
    why: """
      To YAML, `{` begins a mapping and `: ` ends a key. It is the most common mistake of all, \
      and has a finding of its own instead of YAML's.
      """,
    bad: """
      steps:
        - email: welcome
          subject: {{ first_name | default: 'friend' }}, hello
          text: Hello!
      """,
    good: """
      steps:
        - email: welcome
          subject: "{{ first_name | default: 'friend' }}, hello"
          text: Hello!
      """),
]

/// The smallest list of steps.
let onlyAnEmail = """
  steps:
    - email: welcome
      subject: Hello
      text: Hello!
  """
