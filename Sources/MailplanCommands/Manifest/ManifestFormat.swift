import ArgumentParser

/// How a manifest is written: told by the name of its file, or by `--format`.
struct ManifestFormat: Equatable {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// JSON Lines, one object a row.
    case jsonl
    case csv
    /// One table in a database file.
    case sqlite
  }

  let kind: Kind
  let compression: Compression?
  /// The name without the endings that say the format: what lies beside the manifest is named after it.
  let stem: String

  /// Throws a `ValidationError` for a name that says nothing, or something else than `format` does.
  init(name: String, format: Kind?) throws {
    var stem = name
    var compression: Compression?
    for candidate in Compression.allCases where stem.hasSuffix(candidate.ending) {
      compression = candidate
      stem = String(stem.dropLast(candidate.ending.utf8.count))
    }
    let named = Kind.allCases.first { kind in kind.endings.contains { stem.hasSuffix($0) } }
    if let ending = named?.endings.first(where: { stem.hasSuffix($0) }) {
      stem = String(stem.dropLast(ending.utf8.count))
    }
    if let format, let named, format != named {
      throw ValidationError(
        "'\(name)' is named like \(named.words), and --format says \(format.words)")
    }
    if named == nil, format == nil {
      let wrong = [".liquid", ".yaml", ".yml", ".json", ".txt", ".html"]
      if wrong.contains(where: { name.hasSuffix($0) }) {
        throw ValidationError(
          "a manifest is JSON Lines (.jsonl), CSV (.csv) or SQLite (.db), rather than '\(name)'")
      }
    }
    kind = format ?? named ?? .jsonl
    self.compression = compression
    self.stem = stem
    if kind == .sqlite, compression != nil {
      throw ValidationError("a database is not compressed: name it .db rather than '\(name)'")
    }
    if kind == .sqlite, name == "-" {
      throw ValidationError("a database is a file; standard output cannot be one")
    }
  }
}

extension ManifestFormat.Kind {
  var endings: [String] {
    switch self {
    case .jsonl: [".jsonl", ".ndjson"]
    case .csv: [".csv"]
    case .sqlite: [".db", ".sqlite", ".sqlite3"]
    }
  }

  var words: String {
    switch self {
    case .jsonl: "JSON Lines"
    case .csv: "CSV"
    case .sqlite: "a SQLite database"
    }
  }
}

extension Compression {
  /// Of the names of what is written; what is read is told by its bytes.
  var ending: String {
    switch self {
    case .gzip: ".gz"
    case .zstandard: ".zst"
    }
  }
}
