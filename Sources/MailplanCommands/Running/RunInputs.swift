import ArgumentParser
import CampaignRunner
import CivilTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What `preview` and `run` share: the segment and the instants.
struct RunInputs: ParsableArguments {
  @Option(help: ArgumentHelp("The contacts, a CSV file; - for standard input.", valueName: "file"))
  var segment: String

  @Option(
    help: ArgumentHelp(
      "What contacts did: events in CSV or JSON Lines; - for standard input. May be repeated.",
      valueName: "file"))
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      "What to take for granted of messages without events: none, all, or opened=40%,clicked=10%,after=2h.",
      valueName: "rates"),
    transform: readAssumption)
  var assume = AssumedEngagement.none

  @Option(
    help: ArgumentHelp(
      "When the campaign starts: an instant such as 2026-12-01T08:00:00Z. Default: now.",
      valueName: "instant"),
    transform: WrittenInstant.init(written:))
  var launch: WrittenInstant?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Look no further than this instant; what lies later is counted as scheduled.",
      valueName: "instant"),
    transform: WrittenInstant.init(written:))
  var asOf: WrittenInstant?

  @Option(
    help: ArgumentHelp(
      "How many threads work on the run. Default: one for each core.", valueName: "count"))
  var workers: Int?

  mutating func validate() throws {
    if let workers, workers < 1 || workers > 256 {
      throw ValidationError("--workers takes a number from 1 to 256")
    }
    if ([segment] + events).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one of --segment and --events can be standard input")
    }
  }

  /// As many as were asked for, or one for each core.
  var workerCount: Int {
    workers ?? min(max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 256)
  }

  /// The launch as written, or the present second.
  var launchInstant: Instant { launch?.instant ?? Instant(seconds: Int64(time(nil))) }
}

private func readAssumption(_ text: String) throws -> AssumedEngagement {
  do throws(AssumptionFault) {
    return try AssumedEngagement(text)
  } catch {
    throw ValidationError(error.description)
  }
}

/// An instant on the command line: RFC 3339 with an offset or `Z`.
struct WrittenInstant {
  let instant: Instant

  init(written text: String) throws {
    switch WrittenTimestamp(text) {
    case .instant(let instant): self.instant = instant
    case .local:
      throw ValidationError("a local time is no instant; add 'Z' for UTC, or an offset: \(text)Z")
    case nil:
      throw ValidationError("an instant is a date, a time, and 'Z' or an offset")
    }
  }
}
