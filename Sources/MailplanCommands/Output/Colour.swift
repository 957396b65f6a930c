import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether output is coloured; decided per stream.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto
  case always
  case never

  func isOn(for stream: StandardStream) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
      if let term = getenv("TERM"), strcmp(term, "dumb") == 0 { return false }
      return stream.isTerminal
    }
  }
}
