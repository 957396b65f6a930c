/// Why mail must not be sent to an address.
package enum AddressFault: String, Error, Sendable, CaseIterable {
  case missingAt = "missing-at"
  case severalAts = "several-ats"
  case tooLong = "too-long"
  case emptyLocalPart = "empty-local-part"
  case localPartTooLong = "local-part-too-long"
  case localPartCharacter = "local-part-character"
  case localPartDots = "local-part-dots"
  case missingDot = "missing-dot"
  case label = "label"
  case labelTooLong = "label-too-long"
  case topLevelDomain = "top-level-domain"
  case specialUse = "special-use"
}

/// What is wrong with an address; nil if nothing is.
package func addressFault(_ bytes: ArraySlice<UInt8>) -> AddressFault? {
  var normal: [UInt8] = []
  return checkAddress(bytes, normal: &normal)
}

/// What is wrong with an address, by the defaults of python-email-validator 2 as far as text alone can
/// tell; nil if nothing is. `grammar/addresses.md` has the rules.
///
/// Leaves in `normal` the address as it is to be used, or nothing if that is how it stands: the local part
/// in Normalization Form C, the domain in lower case and A-labels. Any bytes will do. Nothing is allocated
/// for an address of ASCII that needs no change.
package func checkAddress(
  _ bytes: ArraySlice<UInt8>, normal: inout [UInt8]
) -> AddressFault? {
  bytes.withUnsafeBytes { checkAddress($0, normal: &normal) }
}

/// The same for bytes in plain memory.
package func checkAddress(
  _ bytes: UnsafeRawBufferPointer, normal: inout [UInt8]
) -> AddressFault? {
  if !normal.isEmpty { normal.removeAll(keepingCapacity: true) }
  switch plainForm(bytes) {
  case .asItStands: return nil
  case .lowerCase(let from):
    for (index, byte) in bytes.enumerated() {
      normal.append(index >= from && byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return nil
  case .notPlain: break
  }
  let bytes = Array(bytes)[...]
  do throws(AddressFault) {
    let address = try MailAddress(bytes)
    if !address.bytes.elementsEqual(bytes) { normal = address.bytes }
    return nil
  } catch {
    return error
  }
}

/// What is wrong with what stands behind the `@`.
package func domainFault(_ domain: ArraySlice<UInt8>) -> AddressFault? {
  do throws(AddressFault) {
    _ = try DomainName(domain)
    return nil
  } catch {
    return error
  }
}
