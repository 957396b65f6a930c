import Foundation
import Testing

/// A row as an independent reader sees it.
func object(_ line: String) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
  return try #require(value as? [String: Any])
}

/// A member that is a string; nil if it is null or absent.
func field(_ name: String, of line: String) throws -> String? {
  try object(line)[name] as? String
}
