import Foundation

/// A project with one small campaign, in a folder of its own.
enum SmallCampaign {
  static let yaml = """
    mailplan: 1
    campaign: hello
    type: drip
    segment: people.yaml
    from: ada@acme.example
    timezone: { column: timezone, default: UTC }
    steps:
      - email: welcome
        subject: "Hi {{ first_name | default: 'there' }}"
        preheader: Welcome
        html: |
          <p>Hi {{ first_name | default: 'there' }}, <a href="{{ unsubscribe_url }}">leave</a>, 1 Main St</p>
        text: "Hi {{ first_name | default: 'there' }} {{ unsubscribe_url }} 1 Main St"
      - wait: 2 days
      - email: later
        subject: Later
        preheader: More
        html: |
          <p>Score {{ score }} <a href="{{ unsubscribe_url }}">leave</a>, 1 Main St</p>
        text: "Score {{ score }} {{ unsubscribe_url }} 1 Main St"

    """

  static let segment = """
    mailplan: 1
    segment: people
    columns:
      id: { type: string, role: id }
      email: { type: email, role: address }
      first_name: string?
      score: { type: integer, default: 0 }
      timezone: timezone?

    """

  static let project = """
    mailplan: 1
    postal_address: 1 Main St
    links:
      unsubscribe: https://acme.example/u?c={{ id }}

    """

  static let header = "id,email,first_name,score,timezone\n"
  static let rows =
    header + """
      c1,grace@navy.example,Grace,7,America/New_York
      c2,alan@bletchley.example,,,Europe/London
      c3,zoë@example.com,"Zoë ""Z"" O'Neil, Jr.",-3,

      """

  static func folder(rows: [UInt8] = Array(rows.utf8)) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("mailplan.yaml", project)
    try folder.write("campaign.yaml", yaml)
    try folder.write("people.yaml", segment)
    try folder.write("people.csv", rows)
    return folder
  }

  static let run = [
    "run", "campaign.yaml", "--segment", "people.csv", "--launch", "2026-12-01T08:00:00Z", "-o",
    "out.jsonl",
  ]
  static let inputs = ["campaign.yaml", "mailplan.yaml", "people.csv", "people.yaml"]
  static let outputs = ["out.actions.jsonl", "out.jsonl", "out.summary.json"]
}
