import CampaignGraph

/// What contacts owe to those before them, and so must be settled in the order of the segment: ids and
/// addresses that are taken, the numbers of rows, and whose timelines are told.
struct ContactClaims: Sendable {
  private var addresses = AddressSet()
  private var ids = AddressSet()
  private let duplicates: Policies.Duplicates
  /// How many more timelines are wanted.
  private var timelines: Int
  private var rows = 0
  private var lines = 0
  /// Of no meaning: it keeps a look at memory from being left out.
  private var touched: UInt8 = 0

  init(graph: StepGraph, choice: TimelineChoice) {
    duplicates = graph.policies.duplicates
    timelines = if case .first(let count) = choice { count } else { 0 }
  }

  /// Whether a chunk in front of the header has nothing but line breaks, which then count.
  mutating func passEmptyLines(of chunk: borrowing SegmentChunk) -> Bool {
    var rest = chunk.bytes[..<chunk.count]
    if lines == 0, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    guard rest.allSatisfy({ $0 == 0x0A || $0 == 0x0D }) else { return false }
    lines += lineBreaks(in: chunk.bytes, chunk.count)
    return true
  }

  /// Takes the id and the address of an enrolled contact.
  mutating func claim(_ contact: inout PreparedContact) throws(RunFault) {
    guard case .wanted = contact.standing else { return }
    // Message ids and enrollments are told apart by it: senders would drop the second contact's mail.
    if let id = contact.id, !ids.insert(id) { throw .duplicateID(row: contact.number) }
    if let address = contact.address, !addresses.insert(address) {
      if duplicates == .error { throw .duplicateAddress(row: contact.number) }
      contact.isDuplicate = true
    }
    if timelines > 0 {
      contact.isTold = true
      timelines -= 1
    }
  }

  /// Fetches from memory what the contacts of a chunk will be looked up in, all at the same time.
  private mutating func touch(_ chunk: borrowing SegmentChunk) {
    let filled = chunk.filled
    touched = chunk.contacts.withUnsafeBufferPointer { contacts in
      var seen: UInt8 = 0
      for index in 0..<filled {
        if let id = contacts[index].id { seen ^= ids.touch(id) }
        if let address = contacts[index].address { seen ^= addresses.touch(address) }
      }
      return seen
    }
  }

  /// The same for all contacts of the next chunk; it then counts from the beginning of the file.
  mutating func claim(_ chunk: inout SegmentChunk, skipsRows: Bool) {
    if chunk.fault != nil { chunk.fault = chunk.fault?.shifted(rows: rows, lines: lines) }
    touch(chunk)
    for index in 0..<chunk.filled {
      chunk.contacts[index].number += rows
      chunk.contacts[index].line += lines
      if case .rejected(let fault) = chunk.contacts[index].standing {
        chunk.contacts[index].standing = .rejected(fault.shifted(rows: rows, lines: lines))
        continue
      }
      do throws(RunFault) {
        try claim(&chunk.contacts[index])
      } catch {
        guard !skipsRows else {
          chunk.contacts[index].standing = .rejected(.run(error))
          continue
        }
        chunk.filled = index
        chunk.fault = .run(error)
        break
      }
    }
    rows += chunk.records
    lines += chunk.lines
  }
}
