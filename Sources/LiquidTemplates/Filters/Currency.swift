import Diagnostics

/// A currency by its ISO 4217 code.
struct Currency: Sendable {
  let code: String
  /// Digits behind the point that amounts have.
  let decimals: Int

  /// The code in letters of any case; nil for one that is not in use.
  init?(_ code: String) {
    let code = code.uppercased()
    guard Currency.codes.contains(code) else { return nil }
    self.code = code
    decimals = Currency.decimals[code] ?? 2
  }

  /// `$` where people mean their own dollar, `US$` where they have another; the code if there is no sign.
  func symbol(in locale: NumberLocale) -> String {
    guard let (symbol, lands) = Currency.symbols[code] else { return code }
    if let abroad = Currency.abroad[code] {
      let isHome =
        lands.split(separator: " ").contains { $0 == locale.region }
        || (locale.region.isEmpty && Currency.homes[locale.name] == code)
      // Without a land, `$` is the dollar of the United States.
      if isHome || (locale.region.isEmpty && code == "USD") { return symbol }
      if code == "USD", !Currency.dollarLands.contains(locale.region) { return symbol }
      return abroad
    }
    return symbol
  }

  @Sendable static func fault(_ literal: [UInt8]) -> LiteralFault? {
    let text = String(decoding: literal, as: UTF8.self)
    guard Currency(text) == nil else { return nil }
    return LiteralFault(
      message: "there is no currency '\(text)': it is named by its code, such as 'EUR'",
      label: nearest(to: text.uppercased(), among: codes.sorted()).map {
        "a currency '\($0)' exists"
      } ?? "")
  }

  private static let codes = Set(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS \
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD \
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED \
    VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
    """.split(separator: " ").map(String.init))

  private static let decimals: [String: Int] = {
    var table: [String: Int] = [:]
    for code in "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(
      separator: " ")
    {
      table[String(code)] = 0
    }
    for code in "BHD IQD JOD KWD LYD OMR TND".split(separator: " ") { table[String(code)] = 3 }
    return table
  }()

  /// Signs, and the lands whose people mean this currency by them.
  private static let symbols: [String: (symbol: String, lands: String)] = [
    "EUR": ("€", ""), "GBP": ("£", ""), "JPY": ("¥", ""), "INR": ("₹", ""), "KRW": ("₩", ""),
    "ILS": ("₪", ""), "VND": ("₫", ""), "TRY": ("₺", ""), "UAH": ("₴", ""), "PLN": ("zł", ""),
    "CZK": ("Kč", ""), "HUF": ("Ft", ""), "RUB": ("₽", ""), "NGN": ("₦", ""), "PHP": ("₱", ""),
    "KZT": ("₸", ""), "GEL": ("₾", ""), "BRL": ("R$", ""), "THB": ("฿", ""), "BGN": ("лв.", ""),
    "ZAR": ("R", ""), "IDR": ("Rp", ""), "MYR": ("RM", ""), "SEK": ("kr", "SE"),
    "NOK": ("kr", "NO"), "DKK": ("kr.", "DK"), "ISK": ("kr.", "IS"), "CNY": ("¥", "CN"),
    "USD": ("$", "US PR EC SV PA"), "CAD": ("$", "CA"), "AUD": ("$", "AU"), "NZD": ("$", "NZ"),
    "MXN": ("$", "MX"), "SGD": ("$", "SG"), "HKD": ("HK$", "HK"), "TWD": ("NT$", "TW"),
    "ARS": ("$", "AR"), "CLP": ("$", "CL"), "COP": ("$", "CO"),
  ]

  /// Signs that other lands need to tell the currency from their own.
  private static let abroad: [String: String] = [
    "USD": "US$", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "MXN": "MX$", "SGD": "S$",
    "HKD": "HK$", "TWD": "NT$", "ARS": "ARS", "CLP": "CLP", "COP": "COP", "SEK": "SEK",
    "NOK": "NOK", "DKK": "DKK", "ISK": "ISK", "CNY": "CN¥",
  ]

  /// Languages spoken in one land above all.
  private static let homes = [
    "sv": "SEK", "nb": "NOK", "no": "NOK", "nn": "NOK", "da": "DKK", "is": "ISK", "zh": "CNY",
  ]

  /// Lands with a dollar or peso of their own.
  private static let dollarLands: Set<String> = [
    "CA", "AU", "NZ", "SG", "MX", "AR", "CL", "CO",
  ]
}
