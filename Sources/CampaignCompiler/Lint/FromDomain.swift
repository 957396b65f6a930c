import Diagnostics

/// A From of a domain that the project does not send from.
enum FromDomain: LintCheck {
  static let description = RuleDescription(
    "from-domain", .compliance,
    summary: "mail is sent from the domains in policies.allowed_from_domains only",
    why: """
      A domain without SPF, DKIM and DMARC records for the sending service ends in the spam \
      folder, and a misspelt one belongs to somebody else. A subdomain is a domain of its own.
      """,
    bad: """
      from: ada@acme.exmaple
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { allowed_from_domains: [acme.example] }
      """,
    good: """
      from: ada@acme.example
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      policies: { allowed_from_domains: [acme.example] }
      """,
    configure: "policies: { allowed_from_domains: [acme.example] }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    let allowed = (subject.campaign.project?.allowedFromDomains ?? []).map {
      $0.value.lowercased()
    }
    guard !allowed.isEmpty else { return }
    var checked: [Located<String>] = []
    for (_, email) in subject.emails {
      guard let from = subject.campaign.settings(of: email).from?.email, !checked.contains(from)
      else { continue }
      checked.append(from)
      guard let at = from.value.lastIndex(of: "@") else { continue }
      let domain = String(from.value[from.value.index(after: at)...]).lowercased()
      guard !allowed.contains(domain) else { continue }
      findings.report(
        Diagnostic(
          description.id, .error, "policies.allowed_from_domains does not allow \(quoted(domain))",
          at: from.range,
          label: nearest(to: domain, among: allowed).map { "did you mean '\($0)'?" } ?? "",
          help: "allowed: \(allowed.prefix(10).joined(separator: ", "))"))
    }
  }
}
