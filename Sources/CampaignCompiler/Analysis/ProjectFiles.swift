import Diagnostics

/// The files of a project as the compiler has read them so far: each path once.
struct ProjectFiles {
  let source: CampaignFiles

  init(_ source: CampaignFiles) { self.source = source }

  func read(_ path: String) -> CampaignFiles.Answer {
    source.parsed.answer(path, read: source.read)
  }

  /// The file that a path in a file of `folder` leads to, or nil with a report.
  func load(
    _ written: Located<String>, from folder: String, into findings: inout Findings
  ) -> (path: String, file: SourceFile)? {
    switch ProjectPath(written.value, from: folder) {
    case .empty:
      findings.report(MissingFile.empty(at: written.range))
      return nil
    case .absolute:
      findings.report(PathOutsideProject.absolute(written))
      return nil
    case .outside:
      findings.report(PathOutsideProject.leaves(written))
      return nil
    case .inside(let path):
      switch read(path) {
      case .file(let file): return (path, file)
      case .refused(let reason):
        // What is there, and refused, is not misspelt.
        let names = source.list(ProjectPath.folder(of: path))
        let near = names.contains(path) ? nil : nearest(to: path, among: names)
        findings.report(
          MissingFile.refused(
            written, reason: reason,
            suggestion: near.map { ProjectPath.relative($0, to: folder) }))
        return nil
      }
    }
  }
}

/// Text of a file that must be UTF-8; nil with a report at the first byte that is not.
func readText(_ file: SourceFile, into findings: inout Findings) -> MappedText? {
  let bytes = file.bytes
  do throws(UTF8.ValidationError) {
    try checkUTF8(bytes.span)
    return MappedText(file)
  } catch {
    findings.report(FileEncoding.invalid(file, error.byteOffsets))
    return nil
  }
}

private func checkUTF8(_ bytes: Span<UInt8>) throws(UTF8.ValidationError) {
  let text = try UTF8Span(validating: bytes)
  _ = text.isKnownASCII
}
