import ArgumentParser
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
      "When the campaign starts: an instant such as 2026-12-01T08:00:00Z. Default: now.",
      valueName: "instant"))
  var launch: WrittenInstant?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Look no further than this instant; what lies later is counted as scheduled.",
      valueName: "instant"))
  var asOf: WrittenInstant?

  /// The launch as written, or the present second.
  var launchInstant: Instant { launch?.instant ?? Instant(seconds: Int64(time(nil))) }
}

/// An instant on the command line: RFC 3339 with an offset or `Z`.
struct WrittenInstant: ExpressibleByArgument {
  let instant: Instant

  init?(argument: String) {
    guard case .instant(let instant) = WrittenTimestamp(argument) else { return nil }
    self.instant = instant
  }
}
