/// The fields of a manifest row in the order of the columns of a table: named as in JSON Lines.
enum ManifestColumn: String, CaseIterable {
  case formatVersion
  case outcome
  case reason
  case detail
  case messageID = "messageId"
  case campaign
  case graph
  case step
  case variant
  case contact
  case row
  case sendAt
  case sendAtLocal
  case timezone
  case timing
  case from
  case replyTo
  case to
  case subject
  case preheader
  case html
  case text
  case headers
  case trackOpens
  case trackClicks
  case locale
  case path

  /// What a table says of the values; in JSON Lines they speak for themselves.
  enum Content {
    case text
    case integer
    case flag
    /// A list of short texts, or the headers: kept as JSON.
    case json
  }

  var content: Content {
    switch self {
    case .row: .integer
    case .trackOpens, .trackClicks: .flag
    case .timing, .headers, .path: .json
    case .formatVersion, .outcome, .reason, .detail, .messageID, .campaign, .graph, .step,
      .variant, .contact, .sendAt, .sendAtLocal, .timezone, .from, .replyTo, .to, .subject,
      .preheader, .html, .text, .locale:
      .text
    }
  }

  var isBody: Bool { self == .html || self == .text }
}
