#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What `git` prints for these arguments, run in a folder; nil if it ends with another status than 0.
///
/// No shell is involved. Variables that a hook sets for another repository or index are left out.
func runGit(_ arguments: [String], in folder: String) throws(Failure) -> [UInt8]? {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { throw Failure(.usage, "cannot run git: \(systemReason())") }
  _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
  _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
  defer { close(ends[0]) }
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
  #else
    var actions = posix_spawn_file_actions_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  let fixed = [
    "git", "-C", folder, "-c", "core.quotePath=true", "-c", "core.fsmonitor=false",
    "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false",
  ]
  var child: pid_t = 0
  let failure = withCStrings(fixed + arguments) { words in
    withCStrings(gitEnvironment()) { variables in
      posix_spawnp(&child, "git", &actions, nil, words, variables)
    }
  }
  close(ends[1])
  guard failure == 0 else {
    throw Failure(.usage, "cannot run git: \(systemReason(failure).lowercased())")
  }
  var output: [UInt8] = []
  var fault: FileFault?
  do {
    output = try readAll(ends[0], limit: 256 << 20)
  } catch {
    fault = error
    kill(child, SIGKILL)
  }
  var status: Int32 = 0
  _ = retrying { waitpid(child, &status, 0) }
  if let fault { throw Failure(.usage, "cannot read what git says: \(fault.reason)") }
  return status == 0 ? output : nil
}

/// The environment without what would lead git to another repository or index, in the language of programs.
private func gitEnvironment() -> [String] {
  let dropped = ["GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX=", "LC_ALL="]
  var kept: [String] = []
  var next = environ
  while let entry = next.pointee {
    let text = String(cString: entry)
    if !dropped.contains(where: { text.utf8.starts(with: $0.utf8) }) { kept.append(text) }
    next += 1
  }
  return kept + ["LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"]
}

private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}
