import CampaignGraph
import CivilTime

extension SpanSearch {
  /// Emails from which a search begins together: the distance between steps says as much about their messages.
  struct Origin: Hashable {
    let window: OpeningHours?
    let due: ClockSet
    /// How long after its step the message may go out.
    let lag: Int64
    let isExact: Bool
    /// The latest that the contact's clock shows when the search begins, so that fixed dates have a distance.
    let latest: Int64
  }

  /// Past so many kinds of origins, only the lag of a message is looked at.
  private static let mostOrigins = 24

  static func origins(of timed: TimedGraph) -> ([Origin], [[Int]]) {
    let hasWindows = timed.sends.contains { $0?.window != nil }
    let hasDates = timed.edges.contains { $0.notBefore != nil }
    for isFine in [true, false] {
      var numbers: [Origin: Int] = [:]
      var origins: [Origin] = []
      var sources: [[Int]] = []
      for (index, edge) in timed.edges.enumerated() where edge.sends {
        guard let send = timed.sends[edge.from], send.isMarketing,
          let entry = timed.entries[edge.from]
        else { continue }
        let origin: Origin
        let latest = hasDates && isFine ? entry.latest : TimedGraph.Entry.forever
        if send.holdsRun {
          let clock = edge.to.flatMap { timed.entries[$0]?.clock } ?? .any
          origin = Origin(
            window: nil, due: hasWindows && isFine ? clock : .any, lag: 0, isExact: true,
            latest: min(
              TimedGraph.Entry.forever, latest.saturating(adding: send.delay.upperBound)))
        } else {
          origin = Origin(
            window: isFine ? send.window : nil,
            due: hasWindows && isFine && send.isExact ? entry.clock : .any,
            lag: send.delay.upperBound, isExact: send.isExact && (isFine || send.window == nil),
            latest: latest)
        }
        let number = numbers[origin] ?? origins.count
        if number == origins.count {
          numbers[origin] = number
          origins.append(origin)
          sources.append([])
        }
        sources[number].append(index)
      }
      if origins.count <= mostOrigins || !isFine { return (origins, sources) }
    }
    return ([], [])
  }
}
