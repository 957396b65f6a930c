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
    if contact.addressFault != nil { return .invalidAddress }
    if contact.isDuplicate { return .duplicateAddress }
    return engagementRefusal(of: message, contact)
  }

  private func engagementRefusal(
    of message: DueMessage, _ contact: borrowing Contact
  ) -> SkipReason? {
    func happened(_ kind: EngagementEvent.Kind) -> Bool {
      contact.inputs.engagement.firstInstant(of: kind).map { $0 <= message.sendAt } ?? false
    }
    if happened(.bounced) { return .bounced }
    if happened(.complained) { return .complained }
    guard happened(.unsubscribed) else { return nil }
    if case .email(_, isTransactional: true, _) = moves[Int(message.node.value)] { return nil }
    return .unsubscribed
  }
}
