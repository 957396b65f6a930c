import CampaignCompiler
import CampaignGraph
import CivilTime
import Diagnostics

/// A small project in memory, compiled.
struct CompileCase {
  let compiled: CompiledCampaign?
  let findings: Findings
  let file: SourceFile

  var graph: StepGraph? { compiled?.graph }
  var rules: [String] { findings.sorted().map(\.rule.name) }
  /// "rule: message" of each finding, sorted.
  var texts: [String] { findings.sorted().map { "\($0.rule.name): \($0.message)" } }

  /// - Parameter files: by path; what is not given comes from `standardFiles`.
  init(
    _ files: [String: String], at path: String = "campaign.yaml", hasStandardFiles: Bool = true,
    today: CivilDate? = nil
  ) {
    var bytes = hasStandardFiles ? standardFiles.mapValues { Array($0.utf8) } : [:]
    for (path, text) in files { bytes[path] = Array(text.utf8) }
    self.init(bytes: bytes, at: path, today: today)
  }

  /// Only a campaign.
  init(_ campaign: String) { self.init(["campaign.yaml": campaign]) }

  init(
    bytes files: [String: [UInt8]], at path: String = "campaign.yaml", today: CivilDate? = nil
  ) {
    let file = SourceFile(path: path, bytes: files[path] ?? [])
    var findings = Findings()
    self.compiled = compileCampaign(
      file, at: path, files: memory(files, today: today), into: &findings)
    self.findings = findings
    self.file = file
  }
}

/// Files in memory, and a handful of time zones.
func memory(_ files: [String: [UInt8]], today: CivilDate? = nil) -> CampaignFiles {
  let zones = ["America/New_York", "Asia/Tokyo", "Europe/Berlin", "Europe/Paris", "UTC"]
  return CampaignFiles(
    read: { path in
      files[path].map { .file(SourceFile(path: path, bytes: $0)) }
        ?? .refused(reason: "no such file")
    },
    list: { folder in
      files.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }.sorted()
    },
    knowsZone: { zones.contains($0) },
    zoneNames: { zones }, today: today)
}

/// A segment and a project that quiet what most cases are not about.
let standardFiles = [
  "segment.yaml": """
  mailplan: 1
  segment: people
  columns:
    id: string
    email: email
    first_name: string?
    plan: { type: enum, values: [free, pro, team] }
    beta: boolean
    lead_score: { type: integer, default: 0 }
    signed_up_at: timestamp?
    trial_ends_on: date?
    tags: { type: list, separator: ";" }
    timezone: timezone?
  """,
  "mailplan.yaml": """
  mailplan: 1
  defaults:
    from: { name: Ada at Acme, email: ada@acme.example }
    timezone: { column: timezone, default: Europe/Berlin }
  links:
    unsubscribe: https://acme.example/unsubscribe?c={{ id }}
    view_in_browser: https://acme.example/view?c={{ id }}
  postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
  lint:
    rules:
      missing-unsubscribe: off
      missing-postal-address: off
      missing-text-part: off
      preheader-missing: off
  """,
]

/// A campaign of the given steps over the standard segment.
func campaign(type: String = "drip", _ settings: String = "", steps: String) -> String {
  let indented = steps.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
  return """
    mailplan: 1
    campaign: example
    type: \(type)
    segment: segment.yaml
    \(settings)
    steps:
    \(indented.joined(separator: "\n"))
    """
}

/// `email: id` with the smallest content.
func email(_ id: String, indent: Int = 0) -> String {
  let space = String(repeating: " ", count: indent)
  return "\(space)- email: \(id)\n\(space)  subject: Hello\n\(space)  text: Hello!"
}
