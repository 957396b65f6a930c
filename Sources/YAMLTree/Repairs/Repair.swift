import Diagnostics

/// Reads a file again and again with one more value overwritten that YAML could not read, so that
/// one missing quote does not hide what else there is to say.
struct Repair {
  private var source: PatchedSource
  /// One for each value overwritten for good.
  private var accepted: [UnquotedTemplate] = []
  /// The last value overwritten, and the place of the syntax error that it is hoped to remove.
  private var trial: (template: UnquotedTemplate, fault: Int, before: PatchedSource)?
  private var bytesRead = 0

  init(_ source: PatchedSource) { self.source = source }

  mutating func document(into findings: inout Findings) -> YAMLDocument? {
    while true {
      let attempt = read()
      switch attempt.outcome {
      case .tree(let document):
        acceptTrial()
        report(attempt.findings, into: &findings)
        return document
      case .refused:
        acceptTrial()
        report(attempt.findings, into: &findings)
        return nil
      case .unquoted(let template):
        acceptTrial()
        accepted.append(template)
        guard patch(template) else {
          report(attempt.findings, into: &findings)
          return nil
        }
      case .syntax(let fault):
        guard !hopesToRemove(fault) else { continue }
        report(attempt.findings, into: &findings)
        findings.report(fault.diagnostic(in: source))
        return nil
      }
    }
  }

  /// Overwrites the value that may be to blame for a syntax error, if there is one.
  private mutating func hopesToRemove(_ fault: PlacedFault) -> Bool {
    if let failed = trial, fault.problem <= failed.fault {
      source = failed.before
      trial = nil
      return false
    }
    acceptTrial()
    let before = source
    guard let template = fault.unquotedTemplate(in: source), patch(template) else { return false }
    trial = (template, fault.problem, before)
    return true
  }

  private enum Outcome {
    case tree(YAMLDocument)
    case refused
    case unquoted(UnquotedTemplate)
    case syntax(PlacedFault)
  }

  private mutating func read() -> (outcome: Outcome, findings: Findings) {
    bytesRead += source.text.bytes.count
    let source = source
    return source.text.bytes.withUnsafeBufferPointer { input in
      guard let parser = LibYAMLParser(input) else {
        var findings = Findings()
        findings.report(.noMemory(source.file))
        return (.refused, findings)
      }
      let index = CodePointIndex(source.text.bytes)
      var builder = TreeBuilder(source, parser, index)
      do throws(TreeBuilder.Stop) {
        let root = try builder.document()
        let comments = lexComments(
          in: source, scalars: builder.scalars, headers: builder.headerComments)
        let document = YAMLDocument(file: source.file, root: root, comments: comments)
        return (.tree(document), builder.findings)
      } catch {
        switch error {
        case .refused: return (.refused, builder.findings)
        case .unquoted(let template): return (.unquoted(template), builder.findings)
        case .syntax(let fault):
          builder.reportUnusedAnchors()
          return (
            .syntax(PlacedFault(fault, index, lastScalar: builder.scalars.last)), builder.findings
          )
        }
      }
    }
  }

  private mutating func acceptTrial() {
    if let trial { accepted.append(trial.template) }
    trial = nil
  }

  /// False if enough has been tried.
  private mutating func patch(_ template: UnquotedTemplate) -> Bool {
    guard source.patches.count < YAMLLimits.repairs, bytesRead < YAMLLimits.repairBytes,
      !template.value.isEmpty
    else { return false }
    source = source.patching(template.value)
    return true
  }

  private func report(_ found: Findings, into findings: inout Findings) {
    for template in accepted { findings.report(template.diagnostic(in: source.file)) }
    findings.append(contentsOf: found)
  }
}
