import Diagnostics
import LiquidTemplates

/// Reads the files of an email's bodies. A layout goes around html and markdown, not around plain
/// text.
func loadEmail(
  _ email: EmailDefinition, step: StepOutline.Step, layout inherited: Located<String>?,
  folders: Folders, files: ProjectFiles, into findings: inout Findings
) -> EmailSources {
  if let layout = email.layout, email.html == nil, email.markdown == nil {
    findings.report(UnusedLayout.noBody(layout))
  }
  let layout = email.layout ?? inherited
  let loader = BodyLoader(files: files, folders: folders)
  return EmailSources(
    html: email.html.map { loader.load($0, layout: layout, extension: "html", into: &findings) },
    text: email.text.map { loader.load($0, layout: nil, extension: "txt", into: &findings) },
    markdown: email.markdown.map {
      loader.loadMarkdown($0, layout: layout, into: &findings)
    })
}

private struct BodyLoader {
  let files: ProjectFiles
  let folders: Folders

  func load(
    _ body: EmailDefinition.Body, layout: Located<String>?, extension kind: String,
    into findings: inout Findings
  ) -> EmailSources.Body {
    var folder = folders.campaign
    let main: MappedText?
    switch body {
    case .inline(let text): main = text
    case .path(let path):
      let loaded = files.load(path, from: folders.folder(of: path.range), into: &findings)
      folder = loaded.map { ProjectPath.folder(of: $0.path) } ?? folder
      main = loaded.flatMap { readText($0.file, into: &findings) }
    }
    var around: MappedText?
    var isComplete = main != nil
    if let layout {
      around = files.load(layout, from: folders.folder(of: layout.range), into: &findings)
        .flatMap { readText($0.file, into: &findings) }
      isComplete = isComplete && around != nil
    }
    var search = PartialSearch(
      folders: [folder, folders.campaign, joined(folders.campaign, "partials"), "partials"],
      extensions: [".\(kind).liquid", ".liquid"], files: files)
    for text in [main, around].compactMap({ $0 }) { search.follow(text, into: &findings) }
    guard isComplete, search.circular.isEmpty, let main else {
      return EmailSources.Body(source: nil, isComplete: false)
    }
    return EmailSources.Body(
      source: TemplateSource(main: main, layout: around, partials: search.sorted),
      isComplete: search.isComplete)
  }

  /// The html of a layout is a template of its own, which knows nothing of Markdown.
  func loadMarkdown(
    _ body: EmailDefinition.Body, layout: Located<String>?, into findings: inout Findings
  ) -> EmailSources.Body {
    let own = load(body, layout: nil, extension: "md", into: &findings)
    guard let layout else { return own }
    let around = load(.path(layout), layout: nil, extension: "html", into: &findings)
    return EmailSources.Body(
      source: own.source,
      layout: around.source.map {
        TemplateSource(main: $0.main, partials: $0.partials, isLayout: true)
      }, isComplete: own.isComplete && around.isComplete)
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }
}
