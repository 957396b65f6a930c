import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder from whose root CI systems name files: the checkout of the job, else the nearest one with a `.git`, else
/// the folder the tool stands in.
enum RepositoryFolder {
  static func paths() -> ReportPaths {
    guard let here = resolvedPath(".") else { return .asWritten }
    return ReportPaths(root: checkout(around: here) ?? nearestGit(above: here) ?? here, here: here)
  }

  private static func checkout(around here: String) -> String? {
    for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
      guard let value = getenv(name), value.pointee != 0,
        let folder = resolvedPath(String(cString: value)),
        Paths.relative(here, to: folder) != nil
      else { continue }
      return folder
    }
    return nil
  }

  /// `.git` is a file in worktrees and submodules.
  private static func nearestGit(above here: String) -> String? {
    var folder = here
    while kind(of: Paths.join(folder, ".git")) == .missing {
      if folder == "/" { return nil }
      folder = Paths.folder(of: folder)
    }
    return folder
  }
}
