import Diagnostics

/// One thing that the compiler has to say about what a user wrote.
public struct Finding: Sendable, Equatable {
  public enum Severity: String, Sendable {
    case error
    case warning
    case info
  }

  /// The stable id of the rule, such as `unknown-column`.
  public let rule: String
  public let severity: Severity
  /// Lower case, without a final period.
  public let message: String
  public let path: String
  /// 1-based; 0 where the finding concerns the whole file.
  public let line: Int
  /// 1-based, in Unicode scalars; 0 where there is none.
  public let column: Int
  /// Half-open UTF-8 offsets in the file; empty where there are none.
  public let bytes: Range<Int>
}

extension Finding {
  init(_ diagnostic: Diagnostic) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .info: .info
      }
    var place = (path: "", line: 0, column: 0, bytes: 0..<0)
    switch diagnostic.place {
    case .range(let range):
      let position = TextPositions(range.file).position(at: range.bytes.lowerBound)
      place = (range.file.path, position.line, position.column, range.bytes)
    case .position(let path, let line, let column): place = (path, line, column ?? 0, 0..<0)
    case .file(let path): place.path = path
    }
    self.init(
      rule: diagnostic.rule.name, severity: severity, message: diagnostic.message,
      path: place.path, line: place.line, column: place.column, bytes: place.bytes)
  }
}
