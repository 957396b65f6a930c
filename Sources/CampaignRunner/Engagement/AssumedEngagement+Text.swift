import CivilTime

/// Why an assumption cannot be understood, for people.
package struct AssumptionFault: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

extension AssumedEngagement: CustomStringConvertible {
  /// Reads `none`, `all`, or a list of rates such as `opened=40%,clicked=10%` with an optional `after=2h`.
  ///
  /// A click implies an open: without a rate of their own, there are as many opens as clicks.
  package init(_ text: String) throws(AssumptionFault) {
    self.init()
    let text = text.lowercased()
    if text.utf8.elementsEqual("none".utf8) { return }
    if text.utf8.elementsEqual("all".utf8) {
      self = .all
      return
    }
    var given: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let (name, value) = try AssumedEngagement.pair(part)
      if given.contains(name) { throw AssumptionFault("'\(name)' is given twice") }
      given.append(name)
      if name == "after" {
        delay = try AssumedEngagement.seconds(value)
        continue
      }
      let kind = EngagementEvent.Kind(name: name.utf8)
      guard kind != .custom else {
        throw AssumptionFault(
          "'\(name)' cannot be assumed; rates are opened, clicked, replied, bounced, complained "
            + "and unsubscribed, and 'after' is a delay")
      }
      self[kind] = try AssumedEngagement.rate(value, of: name)
    }
    guard given != ["after"] else {
      throw AssumptionFault("'after' needs a rate beside it, such as opened=40%,after=2h")
    }
    let isOpenGiven = given.contains { EngagementEvent.Kind(name: $0.utf8) == .opened }
    if !isOpenGiven { self[.opened] = self[.clicked] }
    if self[.clicked] > self[.opened] {
      throw AssumptionFault(
        "a click implies an open: 'clicked' must not be more than 'opened'")
    }
  }

  private static func pair(_ part: Substring) throws(AssumptionFault) -> (String, String) {
    let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { side in String(side.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
      throw AssumptionFault(
        "write 'none', 'all', or rates such as opened=40%,clicked=10%,after=2h")
    }
    return (sides[0], sides[1])
  }

  /// `40%` or `2.5%`, in hundredths of a percent.
  private static func rate(_ text: String, of name: String) throws(AssumptionFault) -> Int {
    let fault = AssumptionFault(
      "'\(name)' takes 0% to 100%, with at most two decimals, such as \(name)=2.5%")
    guard text.utf8.last == UInt8(ascii: "%") else { throw fault }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = digits(parts[0], atMost: 3) else { throw fault }
    var rate = whole * 100
    if parts.count == 2 {
      guard let decimals = digits(parts[1], atMost: 2) else { throw fault }
      rate += parts[1].utf8.count == 1 ? decimals * 10 : decimals
    }
    guard rate <= 10_000 else { throw fault }
    return rate
  }

  /// `2h`, `90 minutes`, `1d`: elapsed time.
  private static func seconds(_ text: String) throws(AssumptionFault) -> Int64 {
    let number = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let unit = String(text.utf8.dropFirst(number.count).drop { $0 == 0x20 }) ?? ""
    let length: Int? =
      switch unit {
      case "s", "sec", "second", "seconds": 1
      case "m", "min", "minute", "minutes": 60
      case "h", "hour", "hours": 3600
      case "d", "day", "days": 86_400
      default: text.utf8.elementsEqual("0".utf8) ? 0 : nil
      }
    guard let length, let count = digits(Substring(number), atMost: 7) else {
      throw AssumptionFault("'after' takes a delay such as 90s, 30m, 2h or 1d")
    }
    return Int64(count * length)
  }

  private static func digits(_ text: Substring, atMost: Int) -> Int? {
    guard !text.isEmpty, text.utf8.count <= atMost,
      text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return Int(text)
  }

  /// As it may be written: `opened=40%,clicked=10%,after=2h`; the same for the same assumption.
  package var description: String {
    if isNone { return "none" }
    if self == .all { return "all" }
    var parts: [String] = []
    for kind in EngagementEvent.Kind.allCases where self[kind] > 0 {
      let (whole, decimals) = self[kind].quotientAndRemainder(dividingBy: 100)
      let text =
        decimals == 0
        ? ""
        : decimals % 10 == 0
          ? ".\(decimals / 10)" : decimals < 10 ? ".0\(decimals)" : ".\(decimals)"
      parts.append("\(kind.name)=\(whole)\(text)%")
    }
    if delay > 0 {
      let (length, unit): (Int64, String) =
        delay % 86_400 == 0
        ? (86_400, "d") : delay % 3600 == 0 ? (3600, "h") : delay % 60 == 0 ? (60, "m") : (1, "s")
      parts.append("after=\(delay / length)\(unit)")
    }
    return parts.joined(separator: ",")
  }
}
