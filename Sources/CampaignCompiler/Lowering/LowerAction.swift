import CampaignGraph
import Diagnostics
import LiquidTemplates

extension StepCompiler {
  func lower(_ action: ActionDefinition, into findings: inout Findings) -> StepContent {
    var isSound = true
    var assignments: [ActionStep.Assignment] = []
    for assignment in action.assignments {
      if let lowered = lower(assignment, into: &findings) {
        assignments.append(lowered)
      } else {
        isSound = false
      }
    }
    var webhook: ActionStep.Webhook?
    if let definition = action.webhook {
      let url = definition.url.flatMap { template($0, .url, into: &findings) }
      let body = definition.body.flatMap { template($0, .text, into: &findings) }
      isSound = isSound && url != nil && (body != nil) == (definition.body != nil)
      webhook = url.map { ActionStep.Webhook(url: $0, body: body) }
    }
    var notification: ActionStep.Notification?
    if let definition = action.notification {
      let message = definition.message.flatMap { template($0, .text, into: &findings) }
      if let to = definition.to, let message {
        notification = ActionStep.Notification(to: to.value, message: message)
      } else {
        isSound = false
      }
    }
    guard isSound else { return .invalid }
    return .action(
      ActionStep(
        assignments: assignments, addTags: action.addTags.map(\.value),
        removeTags: action.removeTags.map(\.value), webhook: webhook, notification: notification))
  }

  private func lower(
    _ assignment: ActionDefinition.Assignment, into findings: inout Findings
  ) -> ActionStep.Assignment? {
    guard let slot = segment.slot(of: assignment.column, into: &findings) else { return nil }
    if segment.schema.columns[slot].role == .id {
      findings.report(ColumnFit.idIsFixed(assignment.column))
      return nil
    }
    guard let type = segment.knownType(slot),
      let value = rule(
        assignment.value,
        expecting: .value(type, isNullable: segment.schema.columns[slot].isNullable),
        into: &findings)
    else { return nil }
    return ActionStep.Assignment(column: slot, value: value)
  }
}
