/// Tags of other tools, and what to write here instead.
enum ForeignTags {
  /// What to do about a tag that does not exist; nil if its habit is not known.
  static func help(_ name: String) -> (message: String, help: String)? {
    guard let help = hints[name] else { return nil }
    return ("there is no tag '\(name)'", help)
  }

  private static let hints: [String: String] = {
    var hints: [String: String] = [:]
    func add(_ names: [String], _ help: String) {
      for name in names { hints[name] = help }
    }
    add(["set", "let", "var", "define"], "write {% assign name = value %}")
    add(["endset"], "write {% capture name %} … {% endcapture %}")
    add(["elif", "elseif", "elsif:", "elsf", "elseIf", "else_if"], "write {% elsif … %}")
    add(["foreach", "each", "loop"], "write {% for item in list %} … {% endfor %}")
    add(["endforeach", "endeach", "endloop"], "write {% endfor %}")
    add(["switch"], "write {% case name %}{% when 'value' %} … {% endcase %}")
    add(["endswitch"], "write {% endcase %}")
    add(["end"], "each block has an end of its own: {% endif %}, {% endfor %}, …")
    add(["print", "output"], "write {{ name }}")
    add(["verbatim"], "write {% raw %} … {% endraw %}")
    add(["endverbatim"], "write {% endraw %}")
    add(
      ["extends", "layout"],
      "the layout of an email is named in the campaign: layout: layouts/main.liquid")
    add(
      ["block", "endblock", "content_for", "yield"],
      "a layout prints the email's own text with {{ content }}")
    add(
      ["macro", "endmacro", "import", "from", "call", "endcall", "section", "partial"],
      "parts are files of their own: {% render 'name', argument: value %}")
    add(["with", "endwith"], "write {% assign name = value %}")
    add(
      ["autoescape", "endautoescape"],
      "values are escaped where they are printed; html that is safe already is printed by '| raw'")
    add(
      ["connected_content", "http_request", "fetch"],
      "templates read nothing while they are rendered: put the value into a column of the segment")
    add(
      ["catalog_items", "catalog_selection_items", "promotion", "catalog_lookup"],
      "templates read nothing while they are rendered: put the value into a column of the segment")
    add(["message_extras"], "what is to be recorded is done by an action step of the campaign")
    add(
      ["trans", "endtrans", "blocktrans", "endblocktrans", "t"],
      "write one email for each language, in a branch over a column")
    add(["now"], "write {{ 'now' | date: '%d.%m.%Y' }}")
    add(
      ["stylesheet", "javascript", "schema", "form", "paginate", "style"],
      "this tag belongs to a shop, not to an email")
    return hints
  }()
}
