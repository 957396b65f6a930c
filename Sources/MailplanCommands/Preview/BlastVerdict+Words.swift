import CampaignGraph
import CampaignRunner
import CivilTime
import JSONText

extension BlastVerdict {
  /// With both numbers.
  var words: String {
    let limit = "'blast_radius' allows \(self.limit.recipients)"
    guard let within = self.limit.within else {
      return "\(count) would get mail, and \(limit)"
    }
    let begin = from.map { ", from \(MailplanCommands.words(for: $0)) on" } ?? ""
    return "\(count) would get their first mail within \(within.words)\(begin), and \(limit)"
  }

  private var count: String { recipients == 1 ? "1 contact" : "\(recipients) contacts" }

  var json: JSONValue {
    .object([
      .init("allowed", .integer(Int64(limit.recipients))),
      .init("within", limit.within.map { .string($0.words) } ?? .null),
      .init("recipients", .integer(Int64(recipients))),
      .init("from", from.map { .string($0.description) } ?? .null),
      .init("isExceeded", .boolean(isExceeded)),
    ])
  }
}
