import CampaignCompiler
import CivilTime
import Diagnostics
import JSONText
import YAMLTree

/// Does with any bytes all that `lint`, `lint --fix` and `fmt` do with the files of a project, and says what must not
/// have happened.
package struct CampaignExercise {
  /// What none may do; a trap cannot be told, it ends the program.
  package enum Fault: Equatable {
    case rangeOutsideSource(rule: String)
    case graphDespiteErrors
    case nothingWithoutErrors
    case internalError(rule: String)
    /// The same files, or the same findings, gave two answers.
    case notTheSame(String)
    case brokenReport(FindingFormat)
    case overlappingFix(rule: String)
    case layoutRefused(String)
    case layoutLosesText(String)
    case layoutNotFinal(String)
  }

  package private(set) var compiled = 0
  package private(set) var laidOut = 0
  package private(set) var mended = 0
  private let catalogue: [String] = ruleCatalogue.rules.map(\.id.name)

  package init() {}

  package mutating func run(_ bytes: [UInt8]) -> Fault? { run(ProjectBytes(bytes)) }

  /// The first fault ends it.
  package mutating func run(_ project: ProjectBytes) -> Fault? {
    let (findings, fault) = lint(project)
    if let fault { return fault }
    let (again, _) = lint(project)
    if findings.sorted() != again.sorted() { return .notTheSame("findings") }
    if let fault = reports(findings) ?? layouts(project) { return fault }
    return mend(project, findings)
  }

  /// All files of a project, as `lint` looks at them.
  private mutating func lint(_ project: ProjectBytes) -> (Findings, Fault?) {
    let files = project.campaignFiles
    var findings = Findings()
    for (path, bytes) in project.files {
      let file = SourceFile(path: path, bytes: bytes)
      var found = Findings()
      switch subject(of: path) {
      case .campaign:
        let campaign = compileCampaign(file, at: path, files: files, into: &found)
        if campaign != nil { compiled += 1 }
        if campaign != nil, found.hasErrors { return (found, .graphDespiteErrors) }
        if campaign == nil, !found.hasErrors { return (found, .nothingWithoutErrors) }
      case .segment: lintSegment(file, at: path, files: files, into: &found)
      case .project: lintProject(file, files: files, into: &found)
      case .test: lintTest(file, into: &found)
      case nil: continue
      }
      findings.append(contentsOf: found)
    }
    return (findings, fault(of: findings))
  }

  private func subject(of path: String) -> FileSubject? {
    if path == projectFilePath { return .project }
    guard path.hasSuffix(".yaml") else { return nil }
    if path.hasSuffix(".test.yaml") { return .test }
    return path.contains("segment") ? .segment : .campaign
  }

  private func fault(of findings: Findings) -> Fault? {
    for finding in findings.all + findings.suppressed.map(\.finding) {
      let rule = finding.rule.name
      if rule == "internal-error" { return .internalError(rule: finding.message) }
      if !catalogue.contains(rule) { return .internalError(rule: rule) }
      let fixed = finding.fix.map { $0.edits.map(\.range) } ?? []
      let places =
        [finding.place] + finding.related.map(\.place) + finding.witness.map(\.place)
        + fixed.map { .range($0) }
      for case .range(let range) in places
      where range.bytes.lowerBound < 0 || range.bytes.upperBound > range.file.bytes.count {
        return .rangeOutsideSource(rule: rule)
      }
      let order = fixed.map(\.bytes).sorted { $0.lowerBound < $1.lowerBound }
      for (one, next) in zip(order, order.dropFirst()) where one.upperBound > next.lowerBound {
        return .overlappingFix(rule: rule)
      }
    }
    return nil
  }

  private func reports(_ findings: Findings) -> Fault? {
    let report = FindingReport(findings, files: ["campaign.yaml"])
    for format in FindingFormat.allCases {
      let text = renderer(format).render(report)
      if renderer(format).render(report) != text { return .notTheSame(format.rawValue) }
      guard String(validating: text, as: UTF8.self) != nil else { return .brokenReport(format) }
      switch format {
      case .json, .sarif, .gitlab:
        guard (try? parseJSON(text)) != nil else { return .brokenReport(format) }
      case .human, .concise, .github, .junit, .markdown:
        // What could steer a terminal, or end a line of a program's.
        let hasControl = text.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }
        if hasControl { return .brokenReport(format) }
      }
    }
    return nil
  }

  private func renderer(_ format: FindingFormat) -> any FindingRenderer {
    switch format {
    case .human: HumanRenderer()
    case .concise: ConciseRenderer()
    case .json: JSONRenderer()
    case .sarif:
      SARIFRenderer(paths: .asWritten, version: "1") {
        ruleCatalogue.description(of: $0.name)?.info
      }
    case .github: GitHubRenderer(paths: .asWritten)
    case .gitlab: GitLabRenderer(paths: .asWritten)
    case .junit: JUnitRenderer(paths: .asWritten)
    case .markdown: MarkdownRenderer(paths: .asWritten)
    }
  }

  /// A layout says the same as the file, and is its own layout.
  private mutating func layouts(_ project: ProjectBytes) -> Fault? {
    for (path, bytes) in project.files {
      guard let subject = subject(of: path) else { continue }
      let file = SourceFile(path: path, bytes: bytes)
      var findings = Findings()
      let formatted = formatFile(file, as: subject, into: &findings)
      if let fault = fault(of: findings) { return fault }
      guard let formatted else {
        if !findings.hasErrors { return .layoutRefused(path) }
        continue
      }
      if findings.hasErrors { return .graphDespiteErrors }
      laidOut += 1
      let written = SourceFile(path: path, bytes: formatted)
      var none = Findings()
      let (before, after) = (parseYAML(file, into: &none), parseYAML(written, into: &none))
      guard !none.hasErrors, let before, let after, texts(before) == texts(after) else {
        return .layoutLosesText(path)
      }
      var more = Findings()
      if formatFile(written, as: subject, into: &more) != formatted {
        return .layoutNotFinal(path)
      }
    }
    return nil
  }

  /// All scalars and comments of a file, in a fixed order: another way to look at it than the layout's own.
  private func texts(_ document: YAMLDocument) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    func collect(_ node: YAMLNode, _ path: [UInt8]) {
      switch node.content {
      case .scalar(let scalar): texts.append(path + scalar.text.utf8)
      case .sequence(let items):
        texts.append(path + Array("[\(items.count)]".utf8))
        for (index, item) in items.enumerated() { collect(item, path + Array("[\(index)".utf8)) }
      case .mapping(let entries):
        texts.append(path + Array("{\(entries.count)}".utf8))
        for entry in entries { collect(entry.value, path + [0x2E] + entry.key.text.utf8) }
      }
    }
    collect(document.root, [])
    for comment in document.comments {
      var text = Array(document.file.bytes[comment.range.bytes])
      while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
      texts.append(text)
    }
    return texts.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Applies every fix by itself; what comes out is linted like any other file.
  private mutating func mend(_ project: ProjectBytes, _ findings: Findings) -> Fault? {
    for finding in findings.sorted().prefix(8) {
      guard let fix = finding.fix, !fix.edits.isEmpty, fix.applicability != .display else {
        continue
      }
      var files = project.files
      for edit in fix.edits.sorted(by: { $0.range.bytes.lowerBound > $1.range.bytes.lowerBound }) {
        guard let place = files.firstIndex(where: { $0.path == edit.range.file.path }),
          edit.range.bytes.upperBound <= files[place].bytes.count
        else { return .rangeOutsideSource(rule: finding.rule.name) }
        files[place].bytes.replaceSubrange(edit.range.bytes, with: edit.replacement)
      }
      mended += 1
      if let fault = lint(ProjectBytes(files: files)).1 { return fault }
    }
    return nil
  }
}
