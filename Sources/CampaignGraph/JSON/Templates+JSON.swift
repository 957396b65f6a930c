import Diagnostics
import JSONText
import LiquidTemplates

extension Template {
  /// The texts it was made from; reading compiles them again.
  var json: JSONValue {
    var members: [JSONValue.Member] = [.init("template", .string(text))]
    if let layout { members.append(.init("layout", .string(layout))) }
    if !partials.isEmpty {
      members.append(
        .init("partials", .object(partials.map { .init($0.name, .string($0.text)) })))
    }
    return .object(members)
  }
}

extension MarkdownBody {
  var json: JSONValue {
    let html: MarkdownHTML = keepsHTML ? .allow : .escape
    return .object([
      .init("source", source.json), .init("layout", layout?.json ?? .null),
      .init("html", .string(html.rawValue)),
    ])
  }

  init(_ reader: JSONReader, _ scope: TemplateScope) throws(StepGraphFault) {
    let html: MarkdownHTML = try reader["html"].option()
    self.init(
      source: try reader["source"].template(html.context, scope),
      layout: try reader["layout"].optional { layout throws(StepGraphFault) in
        try layout.template(.html, scope, isLayout: true)
      })
  }
}

extension JSONReader {
  func template(
    _ context: TemplateContext, _ scope: TemplateScope, isLayout: Bool = false
  ) throws(StepGraphFault) -> Template {
    func text(_ reader: JSONReader) throws(StepGraphFault) -> MappedText {
      MappedText(SourceFile(path: reader.path, text: try reader.string()))
    }
    var partials: [(name: String, text: MappedText)] = []
    if !self["partials"].isNull {
      for (name, value) in try self["partials"].members() {
        partials.append((name, try text(value)))
      }
    }
    let source = TemplateSource(
      main: try text(self["template"]),
      layout: try self["layout"].optional { layout throws(StepGraphFault) in try text(layout) },
      partials: partials, isLayout: isLayout)
    var findings = Findings()
    guard
      let template = compileTemplate(source, context: context, scope: scope, into: &findings)
    else { throw fault("does not compile: \(findings.sorted().first?.message ?? "no reason")") }
    return template
  }

  func optionalTemplate(
    _ context: TemplateContext, _ scope: TemplateScope
  ) throws(StepGraphFault) -> Template? {
    isNull ? nil : try template(context, scope)
  }
}
