import CivilTime
import Diagnostics
import LiquidTemplates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Renders one template over and over, as a run does, and says how often a second.
///
///     liquid-benchmark render EMAIL CONTACTS SECONDS    renders a CPU second, and one rendering of each contact
///     liquid-benchmark data CASE SECONDS                 the same for a template of the suites over its own data
///     liquid-benchmark compile EMAIL COUNT              seconds for so many templates
///     liquid-benchmark allocations EMAIL CONTACTS COUNT  allocations in so many warm renderings (count_allocations.so)
@main
enum LiquidBenchmark {
  static func main() {
    do {
      try run()
    } catch {
      print("liquid-benchmark: \(error)")
      exit(2)
    }
  }

  private static func run() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    guard !arguments.isEmpty else { throw Misuse.noCommand }
    let command = arguments.removeFirst()
    switch (command, arguments.count) {
    case ("render", 3):
      let job = try RenderJob(template: arguments[0], contacts: arguments[1])
      try job.measure(seconds: try number(arguments[2]))
    case ("data", 2):
      try DataJob(arguments[0]).measure(seconds: try number(arguments[1]))
    case ("compile", 2):
      try measureCompiling(
        try readFile(arguments[0]), count: Int(try number(arguments[1])))
    case ("allocations", 3):
      let job = try RenderJob(template: arguments[0], contacts: arguments[1])
      try job.countAllocations(renderings: Int(try number(arguments[2])))
    default: throw Misuse.unknownCommand(command)
    }
  }

  private static func number(_ text: String) throws -> Double {
    guard let number = Double(text), number > 0, number < 1e9 else { throw Misuse.noNumber(text) }
    return number
  }
}

enum Misuse: Error {
  case noCommand
  case unknownCommand(String)
  case noNumber(String)
  case unreadable(String)
  case doesNotCompile([String])
  case doesNotRender(String)
  case noAllocationCounter
}
