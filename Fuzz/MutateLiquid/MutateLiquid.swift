import LiquidCases

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs mutated templates and says what went wrong, and which took longest.
///
///     mutate-liquid COUNT SEED MILLISECONDS TEMPLATE...
///
/// Exit code 1 for a fault, or for a template that takes longer than so many milliseconds of CPU time
/// to compile and render in all its contexts and policies, on two tries.
@main
enum MutateLiquid {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let numbers = arguments.prefix(3).compactMap { UInt64($0) }
    guard numbers.count == 3 else {
      print("usage: MutateLiquid COUNT SEED MILLISECONDS TEMPLATE...")
      exit(2)
    }
    let limit = Double(numbers[2]) / 1000
    var mutator = TemplateMutator(seeds: arguments.dropFirst(3).map(read), seed: numbers[1])
    var exercise = TemplateExercise()
    var slowest = (seconds: 0.0, bytes: [UInt8]())
    for number in 0..<numbers[0] {
      let bytes = mutator.next()
      let (fault, first) = timed(&exercise, bytes)
      // Another process may have taken the time: a second look tells.
      let seconds = first > limit ? min(first, timed(&exercise, bytes).seconds) : first
      if seconds > slowest.seconds { slowest = (seconds, bytes) }
      if let fault {
        print("case \(number) of seed \(numbers[1]): \(fault)\n\(shown(bytes))")
        exit(1)
      }
      if seconds > limit {
        print("case \(number) of seed \(numbers[1]): \(milliseconds(seconds))\n\(shown(bytes))")
        exit(1)
      }
    }
    print(
      "\(numbers[0]) templates, \(exercise.compiled) compiled and rendered; the slowest took "
        + milliseconds(slowest.seconds))
  }

  private static func timed(
    _ exercise: inout TemplateExercise, _ bytes: [UInt8]
  ) -> (fault: TemplateExercise.Fault?, seconds: Double) {
    let start = processorSeconds()
    let fault = exercise.run(bytes)
    return (fault, processorSeconds() - start)
  }

  private static func milliseconds(_ seconds: Double) -> String {
    "\(Int(seconds * 1000)) ms"
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).debugDescription
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else {
      print("cannot read \(path)")
      exit(2)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
