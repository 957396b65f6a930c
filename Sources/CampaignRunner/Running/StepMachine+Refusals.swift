import CampaignGraph
import CivilTime
import LiquidTemplates

extension StepMachine {
  /// Why a message must not be sent, whatever it says; asked at the instant at which it is due.
  ///
  /// The first of these in this order: due before the launch, suppressed, invalid address, address of
  /// an earlier row, hard bounce, complaint, and, unless it is transactional, unsubscribed.
  func refusal(of message: DueMessage, _ contact: borrowing Contact) -> SkipReason? {
    if message.sendAt < launch { return .past }
    if case .boolean(true) = contact.cell(columns.suppressed) { return .suppressed }
    if !contact.hasValidAddress { return .invalidAddress }
    if contact.isDuplicate { return .duplicateAddress }
    return contact.inputs.engagement.events.isEmpty
      ? nil : engagementRefusal(of: message, contact)
  }

  private func engagementRefusal(
    of message: DueMessage, _ contact: borrowing Contact
  ) -> SkipReason? {
    var isComplained = false
    var isUnsubscribed = false
    for event in contact.inputs.engagement.events {
      if event.at > message.sendAt { break }
      switch event.kind {
      case .bounced: return .bounced
      case .complained: isComplained = true
      case .unsubscribed: isUnsubscribed = true
      case .opened, .clicked, .replied, .custom: break
      }
    }
    if isComplained { return .complained }
    guard isUnsubscribed else { return nil }
    if case .email(_, isTransactional: true, _) = moves[Int(message.node.value)] { return nil }
    return .unsubscribed
  }
}
