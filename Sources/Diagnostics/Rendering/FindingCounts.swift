/// How many findings there are of each severity.
package struct FindingCounts: Sendable, Equatable {
  package let errors: Int
  package let warnings: Int
  package let infos: Int

  package init(_ findings: some Sequence<Diagnostic>) {
    var counts: [Severity: Int] = [:]
    for finding in findings { counts[finding.severity, default: 0] += 1 }
    errors = counts[.error] ?? 0
    warnings = counts[.warning] ?? 0
    infos = counts[.info] ?? 0
  }

  var total: Int { errors + warnings + infos }

  /// `2 errors, 1 warning`; `no findings` for none.
  package var text: String {
    let parts = [(errors, "error"), (warnings, "warning"), (infos, "info")]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
  }
}
