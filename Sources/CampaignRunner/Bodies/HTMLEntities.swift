/// The scalars that html's entities stand for.
///
/// By name: those of HTML 4, and the ASCII punctuation of HTML 5. Numbers as in WHATWG HTML, section 13.2.5.80.
final class HTMLEntities: Sendable {
  static let shared = HTMLEntities()

  enum Kind: Sendable {
    case visible
    /// Collapses with the white space around it.
    case space
    case invisible
  }

  /// Names packed as in `HTMLTagTable`, case kept, ascending; and what they stand for.
  private let names: [UInt64]
  private let scalars: [UInt32]
  /// Those that old html writes without a semicolon.
  private static let bare: [UInt32] = [0x22, 0x26, 0x3C, 0x3E, 0xA0, 0xA9, 0xAE]

  private init() {
    let pairs = HTMLEntities.table.split(whereSeparator: { $0 == " " || $0 == "\n" }).map {
      entry -> (UInt64, UInt32) in
      let parts = entry.split(separator: "=")
      var name: UInt64 = 0
      for (i, byte) in parts[0].utf8.enumerated() { name |= UInt64(byte) << UInt64(8 * i) }
      return (name, UInt32(parts[1], radix: 16) ?? 0xFFFD)
    }.sorted { $0.0 < $1.0 }
    names = pairs.map(\.0)
    scalars = pairs.map(\.1)
  }

  /// The scalar of the entity that begins with the `&` at `start`, and where it ends; nil if it is none.
  ///
  /// `inAttribute`: an entity without its semicolon is part of an address such as `?a=1&copy=2`.
  func scalar(
    _ html: UnsafeRawBufferPointer, at start: Int, to end: Int, inAttribute: Bool
  ) -> (UInt32, next: Int)? {
    var i = start + 1
    guard i < end else { return nil }
    if html[i] == UInt8(ascii: "#") {
      return numbered(html, from: i + 1, to: end, inAttribute: inAttribute)
    }
    var name: UInt64 = 0
    while i < end, i - start <= 8, HTMLScan.isLetter(html[i]) || isDigit(html[i]) {
      name |= UInt64(html[i]) << UInt64(8 * (i - start - 1))
      i += 1
    }
    guard i > start + 1, let scalar = scalar(named: name) else { return nil }
    if i < end, html[i] == UInt8(ascii: ";") { return (scalar, i + 1) }
    return inAttribute || !HTMLEntities.bare.contains(scalar) ? nil : (scalar, i)
  }

  private func numbered(
    _ html: UnsafeRawBufferPointer, from start: Int, to end: Int, inAttribute: Bool
  ) -> (UInt32, next: Int)? {
    var i = start
    let isHex = i < end && html[i] | 0x20 == UInt8(ascii: "x")
    if isHex { i += 1 }
    let first = i
    var number: UInt32 = 0
    while i < end {
      let byte = html[i]
      let digit: UInt8
      if isDigit(byte) {
        digit = byte - 0x30
      } else if isHex, byte | 0x20 >= 0x61, byte | 0x20 <= 0x66 {
        digit = (byte | 0x20) - 0x61 + 10
      } else {
        break
      }
      // Beyond Unicode it stays, however many digits there are.
      number = min(number * (isHex ? 16 : 10) + UInt32(digit), 0x11_0000)
      i += 1
    }
    guard i > first else { return nil }
    let hasEnd = i < end && html[i] == UInt8(ascii: ";")
    if !hasEnd, inAttribute { return nil }
    return (HTMLEntities.replaced(number), hasEnd ? i + 1 : i)
  }

  /// What a number means: Windows-1252 where it would be a C1 control, U+FFFD where there is no such scalar.
  private static func replaced(_ number: UInt32) -> UInt32 {
    switch number {
    case 0x80...0x9F: windows[Int(number - 0x80)]
    case 0, 0xD800...0xDFFF, 0x11_0000...: 0xFFFD
    default: number
    }
  }

  static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F: .space
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x34F, 0x200B, 0xFEFF: .invisible
    default: .visible
    }
  }

  private func scalar(named name: UInt64) -> UInt32? {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? scalars[low] : nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static let windows: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static let table = """
    Tab=9 NewLine=A excl=21 quot=22 num=23 dollar=24 percnt=25 amp=26 apos=27 lpar=28
    rpar=29 ast=2A plus=2B comma=2C period=2E sol=2F colon=3A semi=3B lt=3C equals=3D
    gt=3E quest=3F commat=40 lbrack=5B lsqb=5B bsol=5C rbrack=5D rsqb=5D lowbar=5F
    grave=60 lbrace=7B lcub=7B verbar=7C vert=7C rbrace=7D rcub=7D nbsp=A0 iexcl=A1
    cent=A2 pound=A3 curren=A4 yen=A5 brvbar=A6 sect=A7 uml=A8 copy=A9 ordf=AA laquo=AB
    not=AC shy=AD reg=AE macr=AF deg=B0 plusmn=B1 sup2=B2 sup3=B3 acute=B4 micro=B5
    para=B6 middot=B7 cedil=B8 sup1=B9 ordm=BA raquo=BB frac14=BC frac12=BD half=BD
    frac34=BE iquest=BF Agrave=C0 Aacute=C1 Acirc=C2 Atilde=C3 Auml=C4 Aring=C5 AElig=C6
    Ccedil=C7 Egrave=C8 Eacute=C9 Ecirc=CA Euml=CB Igrave=CC Iacute=CD Icirc=CE Iuml=CF
    ETH=D0 Ntilde=D1 Ograve=D2 Oacute=D3 Ocirc=D4 Otilde=D5 Ouml=D6 times=D7 Oslash=D8
    Ugrave=D9 Uacute=DA Ucirc=DB Uuml=DC Yacute=DD THORN=DE szlig=DF agrave=E0 aacute=E1
    acirc=E2 atilde=E3 auml=E4 aring=E5 aelig=E6 ccedil=E7 egrave=E8 eacute=E9 ecirc=EA
    euml=EB igrave=EC iacute=ED icirc=EE iuml=EF eth=F0 ntilde=F1 ograve=F2 oacute=F3
    ocirc=F4 otilde=F5 ouml=F6 divide=F7 oslash=F8 ugrave=F9 uacute=FA ucirc=FB uuml=FC
    yacute=FD thorn=FE yuml=FF OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178
    fnof=192 circ=2C6 caron=2C7 breve=2D8 dot=2D9 ring=2DA tilde=2DC Alpha=391 Beta=392
    Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398 Iota=399 Kappa=39A
    Lambda=39B Mu=39C Nu=39D Xi=39E Omicron=39F Pi=3A0 Rho=3A1 Sigma=3A3 Tau=3A4
    Upsilon=3A5 Phi=3A6 Chi=3A7 Psi=3A8 Omega=3A9 alpha=3B1 beta=3B2 gamma=3B3 delta=3B4
    epsilon=3B5 zeta=3B6 eta=3B7 theta=3B8 iota=3B9 kappa=3BA lambda=3BB mu=3BC nu=3BD
    xi=3BE omicron=3BF pi=3C0 rho=3C1 sigmaf=3C2 sigma=3C3 tau=3C4 upsilon=3C5 phi=3C6
    chi=3C7 psi=3C8 omega=3C9 thetasym=3D1 upsih=3D2 piv=3D6 ensp=2002 emsp=2003
    numsp=2007 puncsp=2008 thinsp=2009 hairsp=200A zwnj=200C zwj=200D lrm=200E rlm=200F
    hyphen=2010 ndash=2013 mdash=2014 lsquo=2018 rsquo=2019 sbquo=201A ldquo=201C
    rdquo=201D bdquo=201E dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030
    prime=2032 Prime=2033 lsaquo=2039 rsaquo=203A oline=203E frasl=2044 euro=20AC
    image=2111 weierp=2118 real=211C trade=2122 alefsym=2135 larr=2190 uarr=2191
    rarr=2192 darr=2193 harr=2194 crarr=21B5 lArr=21D0 uArr=21D1 rArr=21D2 dArr=21D3
    hArr=21D4 forall=2200 part=2202 exist=2203 empty=2205 nabla=2207 isin=2208
    notin=2209 ni=220B prod=220F sum=2211 minus=2212 lowast=2217 radic=221A prop=221D
    infin=221E ang=2220 and=2227 or=2228 cap=2229 cup=222A int=222B there4=2234 sim=223C
    cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282 sup=2283 nsub=2284
    sube=2286 supe=2287 oplus=2295 otimes=2297 perp=22A5 sdot=22C5 lceil=2308 rceil=2309
    lfloor=230A rfloor=230B lang=2329 rang=232A loz=25CA bigstar=2605 starf=2605
    star=2606 phone=260E female=2640 male=2642 spades=2660 clubs=2663 hearts=2665
    diams=2666 check=2713 cross=2717
    """
}
