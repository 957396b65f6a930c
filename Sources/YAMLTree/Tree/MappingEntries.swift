import Diagnostics

/// The entries of a mapping while it is read: each key once, the first one kept.
struct MappingEntries {
  private var entries: [YAMLEntry] = []
  /// Keys by their bytes: strings that are canonically equal are two keys, as in libyaml.
  /// Empty while there are so few that looking through them is cheaper.
  private var places: [[UInt8]: Int] = [:]
  private static let few = 12
  /// Entries of merge keys, which any key written in the mapping overrides.
  private var merged: [YAMLEntry] = []

  /// Adds an entry, or returns the one that has the key already.
  mutating func add(_ entry: YAMLEntry) -> YAMLEntry? {
    if let place = place(of: entry.key.text.utf8) { return entries[place] }
    if entries.count == MappingEntries.few {
      for index in entries.indices { places[entries[index].key.text.utf8] = index }
    }
    if entries.count >= MappingEntries.few { places[entry.key.text.utf8] = entries.count }
    entries.append(entry)
    return nil
  }

  private func place(of key: [UInt8]) -> Int? {
    guard entries.count <= MappingEntries.few else { return places[key] }
    return entries.indices.first { entries[$0].key.text.utf8 == key }
  }

  /// Takes over the entries of a mapping, or of each in a sequence of mappings.
  mutating func merge(_ value: YAMLNode) {
    switch value.content {
    case .scalar: break
    case .mapping(let entries): merged += entries
    case .sequence(let items):
      for item in items {
        if case .mapping(let entries) = item.content { merged += entries }
      }
    }
  }

  consuming func finished() -> [YAMLEntry] {
    for entry in merged { _ = add(entry) }
    return entries
  }
}
