import CampaignGraph
import CivilTime
import LiquidTemplates

/// Why a message is not sent.
extension TimelineTeller {
  func skipReason(_ reason: SkipReason, _ message: DueMessage) -> String? {
    let history = contact.inputs.engagement
    func since(_ kind: EngagementEvent.Kind) -> String? {
      history.first(kind, through: message.sendAt).map {
        "\(kind.name) \(dayAndClock($0, in: zone))"
      }
    }
    switch reason {
    case .suppressed: return named(rows.columns.suppressed)
    case .invalidAddress:
      let cell = contact.cell(rows.columns.address)
      let fault = addressFault(contact.row.text(cell))
      return "\(named(rows.columns.address))" + (fault.map { ": \($0.rawValue)" } ?? "")
    case .duplicateAddress:
      return
        "an earlier row has the address \(contact.row.words(of: contact.cell(rows.columns.address), zone))"
    case .bounced: return since(.bounced)
    case .complained: return since(.complained)
    case .unsubscribed: return since(.unsubscribed)
    case .outsideWindow:
      guard case .email(let email, _) = graph[message.node].kind, let window = email.send.window
      else { return nil }
      return "\(dayAndClock(message.sendAt, in: zone)) lies outside of the window \(window.words)"
    case .past:
      return message.sendAt < launch
        ? "due \(dayAndClock(message.sendAt, in: zone)), before the launch"
        : "left out by 'on_past: skip'"
    case .capped, .missingValue, .aborted, .notRendered, .exited, .zone, .noEntryTime, .endless:
      return nil
    }
  }

  /// Why a contact is not enrolled.
  func refusalReasons(_ reason: SkipReason) -> [String] {
    switch reason {
    case .zone:
      guard let column = graph.zone.column else { return [] }
      return contact.cell(column) == .null
        ? ["\(named(column)), and 'on_missing' is 'skip'"]
        : ["\(named(column)) is no zone of the IANA database, and 'on_invalid' is 'skip'"]
    case .noEntryTime:
      switch graph.enrollment.start {
      case .column(let column): return ["enters at \(named(column))"]
      case .event(let name): return ["no event '\(name)' is known"]
      case .launch, .scheduled: return []
      }
    default: return []
    }
  }

  /// What an action did to the contact, which is as it left it.
  func actionReasons(_ action: NodeIndex, _ after: borrowing Contact) -> [String] {
    guard case .action(let step, _) = graph[action].kind else { return [] }
    var columns = step.assignments.map(\.column)
    if !step.addTags.isEmpty || !step.removeTags.isEmpty { columns.append(rows.columns.tags) }
    var reasons: [String] = []
    for column in columns where graph.segment.columns.indices.contains(column) {
      let (old, new) = (
        contact.row.words(of: contact.cell(column), zone),
        after.row.words(of: after.cell(column), zone)
      )
      reasons.append("\(graph.segment.columns[column].name): \(old), now \(new)")
    }
    if step.webhook != nil { reasons.append("a webhook is recorded, not called") }
    if let notification = step.notification {
      reasons.append("a notice to \(notification.to) is recorded, not sent")
    }
    return reasons
  }
}
