import CampaignGraph
import CampaignRunner
import CivilTime
import Foundation
import JSONText
import Testing

/// What must hold for every campaign, every contact and every log of events.
///
/// `MAILPLAN_CASES=10000` runs so many cases, `MAILPLAN_SEED` begins at another one. A failing case is made
/// smaller and printed as the files that it stands for.
@Suite struct RandomRunTests {
  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  private let count = number("MAILPLAN_CASES") ?? 500
  private let first = number("MAILPLAN_SEED") ?? 1

  /// Errors that random campaigns may have.
  private static let proven: Set<Substring> = ["window-never-opens", "dates-out-of-order"]

  /// nil if it holds, else what is wrong.
  typealias Property = (RandomRun) throws -> String?

  private let properties: [(name: String, check: Property)] = [
    ("advancing in chunks is one advance", { try $0.chunksAgree() }),
    ("sends lie where they may", { try $0.sendsLieWhereTheyMay() }),
    ("emails keep their distance", { try $0.emailsKeepTheirDistance() }),
    ("no run contradicts the bounds of time", { try $0.boundsOfTimeHold() }),
    ("counts add up", { try $0.countsAddUp() }),
    ("what is scheduled is what comes later", { try $0.scheduledComesLater() }),
    ("the order of events does not matter", { try $0.eventsMayBeShuffled() }),
    ("contacts do not touch each other", { try $0.contactsAreIndependent() }),
    ("a story changes nothing and tells every row", { try $0.storiesAreTrue() }),
  ]

  @Test func everyPropertyHolds() throws {
    var failures = 0
    var busy = 0
    var refused = 0
    for seed in first..<(first + count) {
      var generator = CampaignGenerator(seed: UInt64(seed))
      let generated = generator.makeCase()
      let (graph, errors) = generated.compile()
      guard let graph else {
        // An email may never fall into its window, and a date be over before it is waited for: that is found
        // before a run.
        if errors.allSatisfy({ RandomRunTests.proven.contains($0.prefix { $0 != ":" }) }) {
          refused += 1
          continue
        }
        Issue.record("the generator wrote no campaign: \(errors)\n\(generated)")
        failures += 1
        if failures >= 5 { return }
        continue
      }
      let run = try RandomRun(generated, graph)
      if run.whole.counts.sends > 0 { busy += 1 }
      for (name, check) in properties {
        guard let fault = try check(run) else { continue }
        report(generated, name, fault, check)
        failures += 1
      }
      if failures >= 5 { return }
    }
    // A generator of campaigns in which nothing happens would prove nothing.
    #expect(busy * 2 > count - refused, "only \(busy) of \(count) cases send anything")
    #expect(refused * 4 < count, "\(refused) of \(count) cases have errors")
  }

  private func report(
    _ generated: GeneratedCase, _ name: String, _ fault: String, _ check: Property
  ) {
    var (smallest, words) = (generated, fault)
    var tries = 0
    shrinking: while tries < 2000 {
      for candidate in smallest.smaller {
        tries += 1
        guard let graph = candidate.compile().graph,
          let found = try? check(RandomRun(candidate, graph))
        else { continue }
        (smallest, words) = (candidate, found)
        continue shrinking
      }
      break
    }
    Issue.record("\(name): \(words)\n\(smallest)")
  }
}
