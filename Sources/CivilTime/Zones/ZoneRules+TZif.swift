/// Why a zone file cannot be used.
package enum ZoneError: Error, Hashable, Sendable {
  case notTZif
  /// A count or an index leads out of the file, or the file is over 1 MiB.
  case truncated
  /// Instants that do not ascend, or an offset beyond 26 hours.
  case outOfRange
  /// The instants of the file count leap seconds (the `right/` zones); those of mail do not.
  case leapSeconds
  /// The rule for the far future is not in the notation of POSIX.
  case footer

  /// What is wrong, for people: completes "the file of the zone …".
  package var words: String {
    switch self {
    case .notTZif: "is no time zone file"
    case .truncated: "is damaged: it ends too early, or points beyond its end"
    case .outOfRange: "is damaged: an instant or offset is out of range"
    case .leapSeconds: "counts leap seconds; the files for mail are those without ('posix')"
    case .footer: "is damaged: its rule for the future cannot be read"
    }
  }
}

extension ZoneRules {
  /// Reads a TZif file (RFC 9636), version 1 to 4, of whatever origin.
  package convenience init(name: String, tzif bytes: [UInt8]) throws(ZoneError) {
    var reader = TZifReader(bytes: bytes)
    self.init(name: name, timeline: try reader.timeline())
  }
}

private struct TZifReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  struct Header {
    let version: UInt8
    let isUTCount: Int
    let isStandardCount: Int
    let leapCount: Int
    let timeCount: Int
    let typeCount: Int
    let nameCount: Int

    func length(timeSize: Int) -> Int {
      timeCount * (timeSize + 1) + typeCount * 6 + nameCount + leapCount * (timeSize + 4)
        + isStandardCount + isUTCount
    }
  }

  mutating func timeline() throws(ZoneError) -> ZoneTimeline {
    guard bytes.count <= 1 << 20 else { throw .truncated }
    var header = try header()
    guard header.version >= UInt8(ascii: "2") else {
      return try block(header, timeSize: 4)
    }
    try skip(header.length(timeSize: 4))
    header = try self.header()
    var timeline = try block(header, timeSize: 8)
    if let footer = try footer() { timeline.append(footer) }
    return timeline
  }

  private mutating func header() throws(ZoneError) -> Header {
    guard bytes[position...].starts(with: "TZif".utf8) else {
      throw position == 0 ? .notTZif : .truncated
    }
    guard bytes.count - position >= 44 else { throw .truncated }
    let version = bytes[position + 4]
    let counts = (0..<6).map { integer(at: position + 20 + $0 * 4, size: 4) }
    // A count with its highest bit set reads as negative.
    guard counts.allSatisfy({ $0 >= 0 && $0 <= 1 << 20 }) else { throw .truncated }
    position += 44
    return Header(
      version: version, isUTCount: Int(counts[0]), isStandardCount: Int(counts[1]),
      leapCount: Int(counts[2]), timeCount: Int(counts[3]), typeCount: Int(counts[4]),
      nameCount: Int(counts[5]))
  }

  private mutating func block(_ header: Header, timeSize: Int) throws(ZoneError) -> ZoneTimeline {
    let start = position
    try skip(header.length(timeSize: timeSize))
    guard header.leapCount == 0 else { throw .leapSeconds }
    guard header.typeCount >= 1 else { throw .truncated }
    let typeStart = start + header.timeCount * (timeSize + 1)
    let names = bytes[(typeStart + header.typeCount * 6)...].prefix(header.nameCount)
    var kinds: [ZoneTimeline.Kind] = []
    for index in 0..<min(header.typeCount, 256) {
      kinds.append(try kind(at: typeStart + index * 6, names: names))
    }
    var timeline = ZoneTimeline(kinds[0])
    var last = Int64.min
    for index in 0..<header.timeCount {
      let time = integer(at: start + index * timeSize, size: timeSize)
      let kind = Int(bytes[start + header.timeCount * timeSize + index])
      guard kind < kinds.count else { throw .truncated }
      guard time > last, time >= -(1 << 59), time <= 1 << 59 else { throw .outOfRange }
      last = time
      timeline.append(time, kinds[kind])
    }
    return timeline
  }

  /// `names` holds NUL-terminated names one after the other.
  private func kind(
    at offset: Int, names: ArraySlice<UInt8>
  ) throws(ZoneError) -> ZoneTimeline.Kind {
    let seconds = integer(at: offset, size: 4)
    guard seconds >= -93_600, seconds <= 93_600 else { throw .outOfRange }
    let name = names.dropFirst(Int(bytes[offset + 5]))
    guard let end = name.firstIndex(of: 0) else { throw .truncated }
    return ZoneTimeline.Kind(
      offset: Int32(truncatingIfNeeded: seconds),
      abbreviation: String(decoding: name[..<end], as: UTF8.self))
  }

  /// The rule between the two line feeds after the data; nil if they have nothing between them.
  private func footer() throws(ZoneError) -> ZoneFooter? {
    let rest = bytes[position...]
    guard rest.first == 0x0A, let end = rest.dropFirst().firstIndex(of: 0x0A) else {
      throw .truncated
    }
    let text = rest[(position + 1)..<end]
    if text.isEmpty { return nil }
    guard let footer = ZoneFooter(text) else { throw .footer }
    return footer
  }

  private mutating func skip(_ count: Int) throws(ZoneError) {
    guard bytes.count - position >= count else { throw .truncated }
    position += count
  }

  /// Big-endian two's complement.
  private func integer(at offset: Int, size: Int) -> Int64 {
    let value = bytes[offset..<(offset + size)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
