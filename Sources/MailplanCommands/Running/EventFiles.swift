import CampaignGraph
import CampaignRunner
import Diagnostics

/// What the files of `--events` hold.
struct EventFiles {
  let index: EventIndex
  /// `sha256:…` of the bytes of all files, one after the other; nil without files.
  let digest: String?
  /// What people should know, though nothing stands in the way.
  let notes: [Diagnostic]

  /// Rows that cannot be read stop the run, as those of a segment do.
  init(_ paths: [String], graph: StepGraph, findings: FindingsOutput) throws {
    var log = EventLog(graph: graph)
    var hash = ContentDigest()
    for path in paths {
      let stream = try SegmentStream(path)
      log.read(path: stream.path, format: EventFormat(path: path)) { buffer in
        let count = stream.read(into: buffer)
        if let count { hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return count
      }
      if let status = Interruption.status { throw status }
      if let failure = stream.fault { throw failure }
    }
    notes = EventFiles.notes(on: log)
    if log.faultCount > 0 {
      var all = Findings()
      for (path, fault) in log.faults { all.report(fault.diagnostic(path: path)) }
      try findings.show(all)
      let more = log.faultCount - log.faults.count
      if more > 0 {
        StandardStream.error.tell("mailplan: \(more) more rows of the events cannot be read\n")
      }
      throw ExitStatus.findings
    }
    digest = paths.isEmpty ? nil : hash.text()
    index = log.index()
  }

  /// Warnings first; each kind of note sorted by name.
  private static func notes(on log: EventLog) -> [Diagnostic] {
    let place = Place.file(path: "")
    let emails = log.graph.nodes.compactMap { node in
      if case .email = node.kind { node.id } else { nil }
    }
    var notes: [Diagnostic] = []
    for (name, rows) in log.unknownStepNames.prefix(20) {
      let near = nearest(to: name, among: emails)
      notes.append(
        Diagnostic(
          "event-unknown-step", .warning,
          "\(counted(rows)) about the step '\(name)', which is no email of this campaign"
            + (near.map { "; an email '\($0)' exists" } ?? ""), at: place))
    }
    let more = log.unknownStepNames.count - 20
    if more > 0 {
      notes.append(
        Diagnostic(
          "event-unknown-step", .warning,
          "events about \(more) more steps that are no emails of this campaign", at: place))
    }
    let kinds = EngagementEvent.Kind.allCases.map(\.name).filter { !$0.isEmpty }
    for (name, rows) in log.customEventNames {
      guard let near = nearest(to: name, among: kinds) else { continue }
      notes.append(
        Diagnostic(
          "event-name", .warning,
          "\(counted(rows)) of the name '\(name)', an event of your own; '\(near)' is another",
          at: place))
    }
    for (path, names) in log.extraColumns {
      let list = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
      let more = names.count > 10 ? " and \(names.count - 10) more" : ""
      notes.append(
        Diagnostic(
          "event-extra-column", .info,
          names.count == 1
            ? "the column \(list) of '\(path)' is not read"
            : "the columns \(list)\(more) of '\(path)' are not read", at: .file(path: path)))
    }
    return notes
  }

  private static func counted(_ rows: Int) -> String { rows == 1 ? "1 event" : "\(rows) events" }
}
