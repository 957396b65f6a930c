import Crypto

/// Chance as a hash of stable names: the same for ever, whatever the order of rows or the machine.
///
/// `number(for:)` is the first 8 bytes, big-endian, of the SHA-256 of these UTF-8 bytes:
///
///     mailplan/1/<purpose> LF <campaign> LF <step> LF <key>
///
/// The key comes last, so that no key can imitate another name.
package struct StableHash: Sendable {
  package enum Purpose: String, Sendable {
    /// The key is the contact's value of the split's key column.
    case split
    /// The key is the contact's id.
    case random
    /// What is assumed to happen with a message. The step is that of the email, LF and the kind of
    /// event; the key is the contact's id.
    case assume
  }

  /// The state after everything but the key.
  private let prefix: SHA256

  package init(_ purpose: Purpose, campaign: String, step: String) {
    var prefix = SHA256()
    prefix.update(data: Array("mailplan/1/\(purpose.rawValue)\n\(campaign)\n\(step)\n".utf8))
    self.prefix = prefix
  }

  package func number(for key: UnsafeRawBufferPointer) -> UInt64 {
    var hash = prefix
    hash.update(bufferPointer: key)
    var number: UInt64 = 0
    for byte in hash.finalize().prefix(8) { number = number << 8 | UInt64(byte) }
    return number
  }

  /// 0 to 9,999: hundredths of a percent.
  package func bucket(for key: UnsafeRawBufferPointer) -> Int {
    Int(truncatingIfNeeded: number(for: key) % 10_000)
  }

  /// A number of `from...through`, which must not be empty.
  package func number(
    from: Int64, through: Int64, for key: UnsafeRawBufferPointer
  ) -> Int64 {
    let width = UInt64(bitPattern: through &- from)
    let number = number(for: key)
    let offset = width == .max ? number : number % (width + 1)
    return from &+ Int64(bitPattern: offset)
  }

  /// SHA-256 as 64 lower case hexadecimal digits.
  package static func hexDigest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    let digits = Array("0123456789abcdef".utf8)
    return hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}
