import CampaignGraph
import CivilTime
import LiquidTemplates

extension ManifestRows {
  /// Appends a row for each thing that an action does; `set` shows the values as they have become.
  mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    guard case .action(let step, _) = graph[action].kind else { return }
    counts.act(action)
    reserved.removeAll()
    if !step.assignments.isEmpty {
      beginAction("set", action, instant, contact)
      actions.append(",\"values\":{")
      appendValues(of: step, contact)
      actions.append("}}\n")
    }
    if !step.addTags.isEmpty || !step.removeTags.isEmpty {
      beginAction("tags", action, instant, contact)
      actions.append(",\"add\":")
      appendList(step.addTags)
      actions.append(",\"remove\":")
      appendList(step.removeTags)
      actions.append("}\n")
    }
    if let webhook = step.webhook {
      let start = actions.count
      beginAction("webhook", action, instant, contact)
      let reason = appendWebhook(webhook, contact)
      finishCall(start, "webhook", reason, action, instant, contact)
    }
    if let notification = step.notification {
      let start = actions.count
      beginAction("notify", action, instant, contact)
      actions.append(",\"to\":")
      actions.append(json: notification.to)
      let reason = appendRendered(",\"message\":", notification.message, contact)
      finishCall(start, "notify", reason, action, instant, contact)
    }
  }

  private mutating func beginAction(
    _ kind: StaticString, _ action: NodeIndex, _ instant: Instant, _ contact: borrowing Contact,
    outcome: StaticString = "action"
  ) {
    actions.append("{\"formatVersion\":\"1.0\",\"outcome\":\"")
    actions.append(outcome)
    actions.append("\",\"kind\":\"")
    actions.append(kind)
    actions.append("\",\"campaign\":")
    actions.append(campaign)
    actions.append(",\"graph\":")
    actions.append(digest)
    actions.append(",\"step\":")
    actions.append(origins[Int(action.value)].quotedStep)
    actions.append(",\"contact\":")
    actions.append(json: contact.row.text(contact.cell(columns.id)))
    actions.append(",\"row\":")
    actions.append(decimal: Int64(contact.number))
    actions.append(",\"at\":\"")
    actions.append(instant)
    actions.append("\",\"atLocal\":\"")
    actions.append(instant, offset: contact.zone.offset(at: instant))
    actions.append("\",\"timezone\":")
    actions.append(json: contact.zone.name)
  }

  /// Each column once, with what the last assignment made of it.
  private mutating func appendValues(of step: ActionStep, _ contact: borrowing Contact) {
    var isFirst = true
    for (index, assignment) in step.assignments.enumerated()
    where graph.segment.columns.indices.contains(assignment.column)
      && !step.assignments[..<index].contains(where: { $0.column == assignment.column })
    {
      if !isFirst { actions.append(",") }
      isFirst = false
      actions.append(json: graph.segment.columns[assignment.column].name)
      actions.append(":")
      actions.append(json: contact.cell(assignment.column), of: contact.row)
    }
  }

  private mutating func appendList(_ texts: [String]) {
    actions.append("[")
    for (index, text) in texts.enumerated() {
      if index > 0 { actions.append(",") }
      actions.append(json: text)
    }
    actions.append("]")
  }

  private mutating func appendWebhook(
    _ webhook: ActionStep.Webhook, _ contact: borrowing Contact
  ) -> SkipReason? {
    if let reason = appendRendered(",\"url\":", webhook.url, contact) { return reason }
    guard let body = webhook.body else {
      actions.append(",\"body\":null")
      return nil
    }
    return appendRendered(",\"body\":", body, contact)
  }

  private mutating func appendRendered(
    _ name: StaticString, _ template: Template, _ contact: borrowing Contact
  ) -> SkipReason? {
    if let reason = render(template, contact) { return reason }
    actions.append(name)
    raw.withBytes { actions.append(json: $0) }
    return nil
  }

  /// Ends the row, or puts one in its place that says why the call is not to be made.
  private mutating func finishCall(
    _ start: Int, _ kind: StaticString, _ reason: SkipReason?, _ action: NodeIndex,
    _ instant: Instant, _ contact: borrowing Contact
  ) {
    if let reason {
      actions.truncate(to: start)
      beginAction(kind, action, instant, contact, outcome: "skip")
      actions.append(",\"reason\":\"")
      actions.append(utf8: reason.rawValue)
      actions.append("\"")
      if !detail.isEmpty {
        actions.append(",\"detail\":")
        actions.append(json: detail[...])
      }
      if reason == .missingValue, graph.onMissing == .fail { counts.missingValueFailures += 1 }
    }
    actions.append("}\n")
  }
}
