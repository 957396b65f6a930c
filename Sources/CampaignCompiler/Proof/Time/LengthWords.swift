/// A number of seconds for people: `3 days`, `2 days 9 hours`, `30 minutes`; the two greatest parts.
package func lengthWords(_ seconds: Int64) -> String {
  var rest = max(0, seconds)
  var parts: [String] = []
  for (unit, size) in [("day", Int64(86_400)), ("hour", 3600), ("minute", 60), ("second", 1)] {
    let count = rest / size
    rest %= size
    if count > 0 { parts.append("\(count) \(unit)\(count == 1 ? "" : "s")") }
    if parts.count == 2 { break }
  }
  return parts.isEmpty ? "no time" : parts.joined(separator: " ")
}
