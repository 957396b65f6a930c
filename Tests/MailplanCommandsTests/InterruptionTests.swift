import Foundation
import Testing

@Suite struct InterruptionTests {
  /// The tool waits for the rest of its input when the signal comes: it leaves at once, and leaves nothing behind.
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func aSignalLeavesNothingBehind(signal: Int32, status: Int32) throws {
    let folder = try SmallCampaign.folder()
    var arguments = SmallCampaign.run
    arguments[3] = "-"
    let process = Process()
    process.executableURL = Tool.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    let input = Pipe()
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(SmallCampaign.rows.utf8))
    // Its temporary file tells that it has begun; bounded, so that a defect cannot hang the tests.
    let deadline = Date(timeIntervalSinceNow: 20)
    while folder.partialFiles().isEmpty, Date() < deadline { usleep(2000) }
    #expect(!folder.partialFiles().isEmpty)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    try input.fileHandleForWriting.close()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    #expect(folder.files() == SmallCampaign.inputs)
  }

  /// Its output is never read: a command that keeps no files ends by the signal itself.
  @Test func aCommandWithoutFilesEndsAtOnce() throws {
    let folder = try SmallCampaign.folder()
    let process = Process()
    process.executableURL = Tool.binary
    process.arguments = ["lint", "."]
    process.currentDirectoryURL = folder.url
    try Data("mailplan: 2\n".utf8).write(to: folder.url.appending(path: "campaign.yaml"))
    let output = Pipe()
    try output.fileHandleForWriting.write(contentsOf: Data(count: 1 << 16))
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(300_000)
    kill(process.processIdentifier, SIGTERM)
    let deadline = Date(timeIntervalSinceNow: 10)
    while process.isRunning, Date() < deadline { usleep(2000) }
    let isStuck = process.isRunning
    if isStuck { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(!isStuck)
    #expect(process.terminationReason == .uncaughtSignal)
  }
}

extension TemporaryFolder {
  fileprivate func partialFiles() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [])
      .filter { $0.hasSuffix(".partial") }
  }
}
