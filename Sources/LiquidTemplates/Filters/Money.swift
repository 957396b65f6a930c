extension FilterDefinition {
  /// An amount of a currency as people of a locale write it: `1.234,50 €` in German.
  ///
  /// The input counts whole units (not cents); it is rounded to what the currency has, halves away from zero.
  static let money = FilterDefinition(
    name: "money", input: .number,
    parameters: [
      FilterParameter(name: "currency", literalFault: Currency.fault),
      FilterParameter(name: "locale", literalFault: NumberLocale.fault),
    ], canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let amount = evaluation.number(input).exact
    let code = try evaluation.word(evaluation.argument(0, arguments))
    guard let currency = Currency(code) else { throw .unknownCurrency }
    let locale = try evaluation.locale(evaluation.argument(1, arguments))
    return try evaluation.makeText { (_, output) in
      output.append(amount, of: currency, in: locale)
    }
  }

  /// A number with the thousands parted as people of a locale do it.
  static let numberWithDelimiter = FilterDefinition(
    name: "number_with_delimiter", input: .number,
    parameters: [FilterParameter(name: "locale", literalFault: NumberLocale.fault)],
    canFail: true, grows: true
  ) { _ in
    .text
  } apply: { (evaluation, input, arguments) throws(RenderFailure) in
    let number = evaluation.number(input).exact
    let locale = try evaluation.locale(evaluation.argument(0, arguments))
    return try evaluation.makeText { (_, output) in
      if number.coefficient < 0 { output.append(UInt8(ascii: "-")) }
      output.append(magnitudeOf: number, in: locale)
    }
  }
}

extension Evaluation {
  fileprivate mutating func word(_ value: LiquidValue) throws(RenderFailure) -> String {
    let text = try text(of: value)
    return withBytes(of: text) { String(decoding: $0.prefix(64), as: UTF8.self) }
  }

  fileprivate mutating func locale(_ value: LiquidValue) throws(RenderFailure) -> NumberLocale {
    guard let locale = NumberLocale(named: try word(value)) else { throw .unknownLocale }
    return locale
  }
}

extension ByteBuffer {
  fileprivate mutating func append(
    _ amount: ExactDecimal, of currency: Currency, in locale: NumberLocale
  ) {
    let rounded = amount.rounded(places: currency.decimals).padded(to: currency.decimals)
    let symbol = currency.symbol(in: locale)
    if rounded.coefficient < 0 { append(UInt8(ascii: "-")) }
    switch locale.pattern {
    case .symbolFirst: append(utf8: symbol)
    case .symbolFirstSpaced: append(utf8: symbol + "\u{A0}")
    case .symbolLast: break
    }
    append(magnitudeOf: rounded, in: locale)
    if locale.pattern == .symbolLast { append(utf8: "\u{A0}" + symbol) }
  }

  fileprivate mutating func append(magnitudeOf number: ExactDecimal, in locale: NumberLocale) {
    var written = ByteBuffer(capacity: 48)
    written.append(number)
    let text = written.bytes.drop { $0 == UInt8(ascii: "-") }
    let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1)
    guard let whole = parts.first else { return }
    let digits = Array(whole)
    for (i, digit) in digits.enumerated() {
      if i > 0, locale.parts(after: digits.count - i, of: digits.count) {
        append(utf8: locale.group)
      }
      append(digit)
    }
    if parts.count > 1 {
      append(utf8: locale.decimal)
      append(parts[1])
    }
  }
}

extension ExactDecimal {
  /// With so many decimals at least; as it is where they do not fit.
  fileprivate func padded(to places: Int) -> ExactDecimal {
    guard Int(scale) < places, let factor = ExactDecimal.power(places - Int(scale)) else {
      return self
    }
    let (padded, overflows) = coefficient.multipliedReportingOverflow(by: factor)
    return overflows ? self : ExactDecimal(coefficient: padded, scale: UInt8(clamping: places))
  }
}
