import Diagnostics

/// Checks of where in an html body values are printed.
extension ProgramBuilder {
  /// What is to be said of a value printed at this place of an html body; then the place is behind it.
  mutating func checkPlace(of value: StaticValue, _ expression: FilteredExpression, isRaw: Bool) {
    let isNumber = value.type.isPlainASCII
    if let (a, b) = flow.markup.conflict {
      report(
        "unbalanced-markup",
        "the ways to this value lead to different places in the html: \(a.description), and "
          + b.description, at: expression.range,
        help: "let every branch before it close what it opens")
      flow.markup.settle()
    } else if flow.markup.isUnclear {
      report(
        "unbalanced-markup", "too many ways through the html lead to this value",
        at: expression.range, help: "let every branch before it close what it opens")
      flow.markup.settle()
    }
    if !isRaw {
      let place = flow.markup.first {
        (isNumber ? $0.entityObjection : $0.objection) != nil
      }
      if let place, let objection = isNumber ? place.entityObjection : place.objection {
        report(
          RuleID(objection.rule), objection.message,
          severity: objection.isWarning ? .warning : .error, at: expression.range,
          help: objection.help)
      }
    }
    if !isNumber, flow.markup.escape == .link {
      checkLink(value, expression)
      linkValue = text.range(expression.range)
    }
    flow.markup.passValue(isNumber: isNumber, settlesLink: settlesLink(value, expression))
  }

  /// Says what becomes of a value that begins a link.
  private mutating func checkLink(_ value: StaticValue, _ expression: FilteredExpression) {
    guard flow.markup.isLinkStart, !isWebAddress(value, expression) else { return }
    if case .text(let bytes) = value.literal, !bytes.withUnsafeBytes(LinkScheme.isHarmless) {
      report(
        "link-scheme", "this link has a scheme that becomes '#'", at: expression.range,
        help: LinkScheme.help)
    } else if let column = value.column {
      report(
        "link-from-text", "column '\(scope.columns[column].name)' may hold a link of any scheme",
        severity: .info, at: expression.range,
        help: "give the column the type url; until then, " + LinkScheme.help)
    }
  }

  /// Columns of type url begin with http or https; the reserved links are written in the project file.
  ///
  /// One that may be empty settles nothing: what is printed behind it may be the beginning.
  private func settlesLink(_ value: StaticValue, _ expression: FilteredExpression) -> Bool {
    !value.isNullable && isWebAddress(value, expression)
  }

  private func isWebAddress(_ value: StaticValue, _ expression: FilteredExpression) -> Bool {
    guard expression.filters.isEmpty else { return false }
    if case .variable(let name, let path) = expression.base.kind, path.isEmpty,
      case .reserved(let reserved) = meaning(of: name.utf8)
    {
      return reserved.isAuthored
    }
    return value.isWebAddress
  }

  /// Text of the template that was laid down: the scheme of a link may end in it.
  mutating func passLiteral(_ bytes: [UInt8]) {
    flow.markup.advance(over: bytes)
    guard flow.markup.takeMixedLink(), let place = linkValue else { return }
    findings.report(
      Diagnostic(
        "link-scheme", "the scheme of a link is not made from a value and text behind it",
        at: place, help: "write the scheme out, or give the whole link as one value"))
  }

  /// The end of a loop's turn, or of what is captured: whoever goes on from here must know where it is.
  mutating func requirePlace(
    _ known: MarkupPlaces, at range: SourceRange?, _ what: String
  ) {
    guard context.hasTags, flow.isReachable, !known.covers(flow.markup) else { return }
    let end =
      flow.markup.first { place in !known.contains { $0 == place } } ?? flow.markup.first
    findings.report(
      Diagnostic(
        "unbalanced-markup",
        "\(what) in \(known.first.description), and ends in \(end.description)",
        at: range ?? text.range(0..<0), help: "close in it what is opened in it"))
    flow.markup = known
  }
}
