import CampaignCases

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs mutated campaigns and says what went wrong, and which took longest.
///
///     mutate-campaigns COUNT SEED MILLISECONDS PROJECT...
///
/// A project is a file as `ProjectBytes` reads it: `%% path` before each of its files. Exit code 1 for a fault, or for
/// a project that takes longer than so many milliseconds of CPU time to lint, lay out and mend, on two tries.
@main
enum MutateCampaigns {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let numbers = arguments.prefix(3).compactMap { UInt64($0) }
    guard numbers.count == 3 else {
      print("usage: MutateCampaigns COUNT SEED MILLISECONDS PROJECT...")
      exit(2)
    }
    let limit = Double(numbers[2]) / 1000
    let seeds = arguments.dropFirst(3).map { ProjectBytes(read($0)) }
    var mutator = CampaignMutator(seeds: seeds, seed: numbers[1])
    var exercise = CampaignExercise()
    var slowest = (seconds: 0.0, project: ProjectBytes([]))
    for seed in seeds {
      if let fault = exercise.run(seed) { fail("a seed", fault, seed) }
    }
    for number in 0..<numbers[0] {
      let project = mutator.next()
      let (fault, first) = timed(&exercise, project)
      // Another process may have taken the time: a second look tells.
      let seconds = first > limit ? min(first, timed(&exercise, project).seconds) : first
      if seconds > slowest.seconds { slowest = (seconds, project) }
      if let fault { fail("case \(number) of seed \(numbers[1])", fault, project) }
      if seconds > limit { fail("case \(number) of seed \(numbers[1])", seconds, project) }
    }
    print(
      "\(numbers[0]) projects, \(exercise.compiled) campaigns compiled, \(exercise.laidOut) files laid out, "
        + "\(exercise.mended) fixes applied; the slowest took \(milliseconds(slowest.seconds))")
  }

  private static func fail(_ name: String, _ fault: CampaignExercise.Fault, _ project: ProjectBytes)
  {
    print("\(name): \(fault)")
    show(project)
  }

  private static func fail(_ name: String, _ seconds: Double, _ project: ProjectBytes) {
    print("\(name): \(milliseconds(seconds))")
    show(project)
  }

  /// As it can be given to this program again.
  private static func show(_ project: ProjectBytes) {
    print(String(decoding: project.joined, as: UTF8.self))
    exit(1)
  }

  private static func timed(
    _ exercise: inout CampaignExercise, _ project: ProjectBytes
  ) -> (fault: CampaignExercise.Fault?, seconds: Double) {
    let start = processorSeconds()
    let fault = exercise.run(project)
    return (fault, processorSeconds() - start)
  }

  private static func milliseconds(_ seconds: Double) -> String {
    "\(Int(seconds * 1000)) ms"
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
