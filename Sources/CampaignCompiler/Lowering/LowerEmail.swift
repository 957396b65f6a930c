import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

extension StepCompiler {
  /// The email with everything it inherits filled in; nil if any part of it is wrong, which is
  /// reported.
  func lower(
    _ email: EmailDefinition, step index: Int, into findings: inout Findings
  ) -> EmailStep? {
    let settings = campaign.settings(of: email)
    var isSound = true
    /// nil where nothing is written; what is written and wrong makes the email unsound.
    func header(_ text: MappedText?, _ findings: inout Findings) -> Template? {
      guard let text else { return nil }
      let compiled = template(text, .header, into: &findings)
      if compiled == nil { isSound = false }
      return compiled
    }
    func body(
      _ body: EmailSources.Body?, _ context: TemplateContext, _ findings: inout Findings,
      layout isLayout: Bool = false
    ) -> Template? {
      guard let body else { return nil }
      var found = Findings()
      let source = isLayout ? body.layout : body.source
      let compiled = source.flatMap { template($0, context, into: &found) }
      if compiled == nil || !body.isComplete { isSound = false }
      for finding in found.all where body.isComplete || !isAboutFiles(finding) {
        findings.report(finding)
      }
      return compiled
    }
    let sources = campaign.emails[index]
    let subject = header(email.subject, &findings)
    let preheader = header(email.preheader, &findings)
    let name = header(settings.from?.name, &findings)
    var headers: [EmailStep.Header] = []
    for definition in settings.headers {
      if let value = header(definition.value, &findings) {
        headers.append(EmailStep.Header(name: definition.name.value, value: value))
      }
    }
    let html = body(sources?.html, .html, &findings)
    let text = body(sources?.text, .text, &findings)
    let markdown = body(sources?.markdown, settings.markdownHTML.context, &findings)
    let hasLayout = sources?.markdown?.layout != nil
    let layout = hasLayout ? body(sources?.markdown, .html, &findings, layout: true) : nil
    let plan = sendPlan(of: email, into: &findings)
    guard isSound, let subject, let from = settings.from?.email, let plan else { return nil }
    return EmailStep(
      subject: subject, preheader: preheader, html: html, text: text,
      omitsText: email.omittedText != nil,
      markdown: markdown.map { MarkdownBody(source: $0, layout: layout) },
      from: Sender(name: name, email: from.value), replyTo: settings.replyTo?.value,
      headers: headers, trackOpens: settings.tracking?.opens?.value ?? true,
      trackClicks: settings.tracking?.clicks?.value ?? true, category: settings.category,
      locale: settings.locale?.value, send: plan)
  }

  /// What the search for partials has reported already.
  private func isAboutFiles(_ finding: Diagnostic) -> Bool {
    [MissingFile.description.id, IncludeCycle.description.id].contains(finding.rule)
  }

  /// When the email goes out. The campaign's schedule is when enrollment starts, so its emails go
  /// out at once.
  private func sendPlan(
    of email: EmailDefinition, into findings: inout Findings
  ) -> SendPlan? {
    let outer = campaign.settings.send
    let send = email.send.map { $0.inheriting(outer) } ?? outer
    let window = send?.window?.sendWindow
    if send?.window != nil, window == nil { return nil }
    switch send?.strategy?.value {
    case nil, .immediate: return SendPlan(strategy: .immediate, window: window)
    case .optimized:
      return SendPlan(
        strategy: .optimized(fallback: send?.fallbackTime?.value ?? nineOClock), window: window)
    case .scheduled:
      // Inherited: the enrollment has waited for it already.
      guard email.send?.strategy != nil || email.send?.at != nil else {
        return SendPlan(strategy: .immediate, window: window)
      }
      guard let at = send?.at else { return nil }
      return SendPlan(
        strategy: .scheduled(at.value, onPast: send?.onPast?.value ?? .error), window: window)
    }
  }
}

extension WindowDefinition {
  /// With what is not written filled in; nil without hours.
  var sendWindow: SendWindow? {
    guard let first = windows.first else { return nil }
    return SendWindow(
      hours: WeeklyHours(first, Array(windows.dropFirst())), hold: hold?.value ?? .message,
      otherwise: otherwise?.value ?? .delay)
  }
}

private let nineOClock = LocalTime(seconds: 9 * 3600)
