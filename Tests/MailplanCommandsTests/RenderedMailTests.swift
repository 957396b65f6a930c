import Foundation
import Testing

/// Whole messages, read back by Python's `email` package.
@Suite(.enabled(if: python != nil, "needs python3"))
struct RenderedMailTests {
  @Test(arguments: [
    "Grace", "Zoë", "Zoë \"Z\" O'Neil, Jr.", "世界", "👩‍👩‍👧 🎉", " spaces  inside ", "=?utf-8?q?no?=",
    "a=b",
    String(repeating: "long ", count: 60), String(repeating: "é", count: 300),
    String(repeating: "x", count: 1200),
    String(repeating: "名前", count: 200), "a\\b", "semi;colon,comma<at>@", "From me", ".",
    "é\u{301}\u{FEFF}x",
  ])
  func headsAreReadBack(name: String) throws {
    // A name of several encoded words is read with spaces between them by Python before 3.12.
    let isShort = name.utf8.count <= 45
    let mail = try Mailbox(
      subject: "Hi {{ first_name }}", sender: isShort ? "{{ first_name }}" : "Ada",
      note: "{{ first_name }}")
    try mail.check(firstName: name)
  }

  /// More than one encoded word holds, with words of ASCII between those that need one.
  @Test(arguments: [
    "Österreichische Gesellschaft für Kundenbindung und Vertrieb",
    "Grace Hopper of the Navy via \"Acme\" — Größe, Ltd.",
    "Ada (Acme Analytics GmbH) from Zürich, Vienna, Graz and Łódź =?x?= by mail",
    "Ünïcödé-wörds of " + String(repeating: "long ", count: 40) + "ñame",
    "é " + String(repeating: "x", count: 58) + " é",
  ])
  func longNamesOfSeveralWordsAreReadBack(name: String) throws {
    try Mailbox(sender: "{{ first_name }}").check(firstName: name)
  }

  @Test(arguments: [
    ("<p>Hi</p>", "Hi"), ("", ""), ("<p>Zoë 世界 🎉</p>\n", "Zoë 世界 🎉\n"),
    (".\n..\n.x\n", ".\n..\n.x\n"),
    ("From here\nFrom there\n>From\n", "From here\nFrom there\n"),
    ("a = b\n=\n=3D\n", "a = b=\n==\n"), ("trailing \t \n  \n", "tab\t\n \n\nx "),
    (String(repeating: "word ", count: 400), String(repeating: "é", count: 400)),
    (String(repeating: "x", count: 75), String(repeating: "x", count: 76)),
    (String(repeating: "x", count: 77), String(repeating: "x ", count: 38)),
    (String(repeating: "x", count: 75) + "\n.", String(repeating: "x", count: 75) + "."),
    (String(repeating: "x", count: 75) + "From ", "\n\n\n"),
    ("--=_mailplan_\n--\n", "--x"), ("a\r\nb\r\n", "a\nb\r\n"),
    (String(repeating: "x", count: 74) + " \n", String(repeating: "x", count: 75) + "=\n"),
  ])
  func bodiesAreReadBack(html: String, text: String) throws {
    try Mailbox(html: html, text: text).check(firstName: "Grace")
    try Mailbox(html: html, text: nil).check(firstName: "Grace")
    try Mailbox(html: nil, text: text).check(firstName: "Grace")
  }

  @Test func longHeadersAreFolded() throws {
    try Mailbox(
      subject: String(repeating: "word ", count: 400) + "end",
      sender: String(repeating: "Name ", count: 30) + "O",
      note: String(repeating: "ab", count: 800),
      headerName: "X-" + String(repeating: "Long", count: 12)
    ).check(firstName: "Grace")
    try Mailbox(unsubscribe: "https://acme.example/u?c=" + String(repeating: "a", count: 700))
      .check(firstName: "Grace")
    try Mailbox(unsubscribe: "mailto:out@acme.example?subject={{ first_name }}").check(
      firstName: "Zoë, <x>")
  }

  @Test func theSameMailHasTheSameBytes() throws {
    let mail = try Mailbox()
    #expect(try mail.render("eml", "Zoë").output == (try mail.render("eml", "Zoë").output))
  }
}

private let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
private let python = path.split(separator: ":").map { "\($0)/python3" }
  .first { FileManager.default.isExecutableFile(atPath: $0) }
  .map { URL(fileURLWithPath: $0) }

/// A project with one campaign of one email.
private final class Mailbox {
  private let folder: TemporaryFolder

  init(
    subject: String = "Hello", sender: String = "Ada at Acme", note: String = "x",
    headerName: String = "X-Note",
    html: String? = "<p>Hi</p>", text: String? = "Hi",
    unsubscribe: String = "https://acme.example/u?c={{ id }}"
  ) throws {
    folder = try TemporaryFolder()
    func json(_ text: String) throws -> String {
      String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }
    try folder.write(
      "mailplan.yaml",
      "mailplan: 1\npostal_address: 1 Main St\nlinks: { unsubscribe: \(try json(unsubscribe)) }\n")
    var yaml = """
      mailplan: 1
      campaign: hello
      type: drip
      segment:
        columns:
          id: { type: string, role: id }
          email: { type: email, role: address }
          first_name: string
      from: { name: \(try json(sender)), email: ada@acme.example }
      reply_to: help@acme.example
      headers: { \(headerName): \(try json(note)) }
      timezone: Asia/Kolkata
      on_missing: blank
      steps:
        - email: welcome
          subject: \(try json(subject))
          preheader: Welcome

      """
    if html != nil { yaml += "    html: body.html.liquid\n    text: none\n" }
    if text != nil {
      yaml = yaml.replacing("    text: none\n", with: "") + "    text: body.txt.liquid\n"
    }
    try folder.write("campaign.yaml", yaml)
    try folder.write("body.html.liquid", html ?? "")
    try folder.write("body.txt.liquid", text ?? "")
  }

  func render(_ format: String, _ name: String) throws -> Tool.Result {
    let cell = "\"\(name.replacing("\"", with: "\"\""))\""
    try folder.write("people.csv", "id,email,first_name\nc.1,grace@navy.example,\(cell)\n")
    return try Tool.run(
      [
        "render", "campaign.yaml", "welcome", "--segment", "people.csv", "--contact", "c.1",
        "--launch",
        "2026-12-01T08:00:00Z", "--format", format,
      ], in: folder.url)
  }

  /// Python finds in the message what stands in the row.
  func check(firstName: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let row = try render("json", firstName)
    let message = try render("eml", firstName)
    #expect(
      row.status == 0 && message.status == 0, "\(row.errorText)", sourceLocation: sourceLocation)
    try folder.write("row.json", row.output)
    try folder.write("message.eml", message.output)
    try folder.write("check.py", script)
    let result = try Tool.run(
      ["check.py"], in: folder.url,
      environment: ["PATH": path, "HOME": NSHomeDirectory()], binary: try #require(python))
    #expect(result.status == 0, "\(result.errorText)", sourceLocation: sourceLocation)
  }

  private let script = #"""
    import email, email.policy, json, re
    row = json.load(open('row.json', encoding='utf-8'))
    raw = open('message.eml', 'rb').read()
    assert raw.endswith(b'\r\n')
    assert b'\n' not in raw.replace(b'\r\n', b'') and b'\r' not in raw.replace(b'\r\n', b'')
    raw.decode('ascii')
    head, body = raw.split(b'\r\n\r\n', 1)
    for line in head.split(b'\r\n'):
        assert len(line) <= 998 and line.strip(), line
        if b'=?' in line and not line.startswith(b'X-Long'): assert len(line) <= 76, line
    for word in re.findall(rb'=\?utf-8\?[qb]\?[^?]*\?=', head):
        assert len(word) <= 75, word
        import base64, quopri
        (base64.b64decode(word[10:-2]) if word[8:9] == b'b'
         else quopri.decodestring(word[10:-2], header=True)).decode('utf-8')
    for line in body.split(b'\r\n'):
        assert len(line) <= 76, line
        assert not line.startswith((b'.', b'From ')), line
        assert not line.endswith((b' ', b'\t')), line
    message = email.message_from_bytes(raw, policy=email.policy.default)
    def same(a, b, what):
        assert a == b, '%s: %r is not %r' % (what, a, b)
    def lines(text): return None if text is None else text.replace('\r\n', '\n')
    assert not message.defects and not any(part.defects for part in message.walk()), message.defects
    same(message['Subject'], row['subject'], 'subject')
    sender = message['From'].addresses[0]
    match = re.fullmatch(r'"((?:[^"\\]|\\.)*)" <(.*)>', row['from'], re.S)
    name, address = (re.sub(r'\\(.)', r'\1', match[1], flags=re.S), match[2]) if match else ('', row['from'])
    # Python collapses white space in names.
    same(re.sub(' +', ' ', sender.display_name), re.sub(' +', ' ', name), 'name')
    same(sender.addr_spec, address, 'from')
    same(message['To'].addresses[0].addr_spec, row['to'], 'to')
    same(message['Reply-To'].addresses[0].addr_spec, row['replyTo'], 'reply-to')
    same(message['Date'].datetime.isoformat(), row['sendAtLocal'], 'date')
    same(message['Message-ID'], '<hello/welcome/c.1@acme.example>', 'message id')
    for key, value in row['headers'].items(): same(message[key], value, key)
    same(set(row['headers']) - set(message.keys()), set(), 'headers')
    plain, html = message.get_body(('plain',)), message.get_body(('html',))
    same(lines(plain and plain.get_content()), lines(row['text']), 'text')
    same(lines(html and html.get_content()), lines(row['html']), 'html')
    same(message.get_content_type(),
         'multipart/alternative' if row['text'] is not None and row['html'] is not None
         else 'text/html' if row['text'] is None else 'text/plain', 'type')
    """#
}
