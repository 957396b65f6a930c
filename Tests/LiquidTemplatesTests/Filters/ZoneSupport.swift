import CivilTime
import LiquidTemplates
import Testing

extension ZoneDatabase {
  /// One zone, `Test/Berlin`, with the clocks of Berlin.
  static let test = ZoneDatabase { name in
    guard name == "Test/Berlin" else { return nil }
    let header = { (types: UInt8, names: UInt8) in
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, types, 0, 0, 0, names]
    }
    let block: [UInt8] = [0, 0, 0x0E, 0x10, 0, 0] + Array("CET\0".utf8)
    return header(1, 4) + block + header(1, 4) + block
      + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)
  }
}

/// What a template prints if it may name zones; nil unless it is complete.
func render(_ text: String, zones: ZoneDatabase?) -> String? {
  guard let template = compile(text).template else { return nil }
  var renderer = TemplateRenderer(zones: zones)
  var output = ByteBuffer()
  // 2026-11-23T13:20:00Z
  let outcome = renderer.render(
    template, row: .test(), clock: Instant(seconds: 1_795_440_000), zone: .utc,
    reserved: ReservedTexts(), missing: .fail, appendingTo: &output)
  return outcome == .complete ? String(decoding: output.bytes, as: UTF8.self) : nil
}
