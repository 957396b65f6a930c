#!/usr/bin/env python3
"""Writes projects that nobody would write: each file as large as may be (1 MiB), each built to hurt.

    python3 Tests/Hostile/make_hostile.py FOLDER [--size BYTES] [--only NAME]

Each case is a folder FOLDER/NAME with the file that is to be checked named in FOLDER/NAME/.main; the other files of
the folder belong to it. --size makes the same at another size, so that growth can be seen.
"""
import argparse
import pathlib
import sys

MIB = 1 << 20

HEAD = """mailplan: 1
campaign: hostile
type: drip
segment:
  columns:
    id:         { type: string, role: id }
    email:      { type: email, role: address }
    first_name: string?
    plan:       { type: enum, values: [free, pro, team] }
    score:      { type: integer, default: 0 }
    price:      decimal?
    signed_up_at: timestamp?
    renews_on:  date?
    tags:       { type: list, role: tags }
from: ada@acme.example
"""
STEPS = HEAD + "steps:\n"
SEGMENT = "mailplan: 1\nsegment: big\ncolumns:\n  id: { type: string, role: id }\n  email: { type: email, role: address }\n"
MAIL = "{{ unsubscribe_url }}"


def email(name, indent="  ", text="Hi"):
    return f"{indent}- email: {name}\n{indent}  category: transactional\n{indent}  subject: Hello\n{indent}  text: {text}\n"


# What a file may hold: keys, values and items.
NODES = 50_000


def nodes_of(text):
    """At least as many as there are."""
    return 2 * (text.count(": ") + text.count(":\n")) + text.count("- ") + text.count(", ")


def fill(head, item, size, tail="", most=10**9, limit=True):
    """head, then item(0), item(1), ... as long as they fit, then tail; within the limit of nodes, scaled with the size."""
    parts, length, number = [head], len(head.encode()) + len(tail.encode()), 0
    nodes, most_nodes = nodes_of(head) + nodes_of(tail), NODES * min(size, MIB) // MIB - 50
    while number < most:
        part = item(number)
        nodes += nodes_of(part)
        if limit and nodes > most_nodes:
            break
        part_length = len(part.encode())
        if length + part_length > size:
            break
        parts.append(part)
        length += part_length
        number += 1
    return "".join(parts) + tail


def campaign(build):
    return lambda size: {"campaign.yaml": build(size)}


def segment(build):
    return lambda size: {"segment.yaml": build(size)}


def project(build):
    return lambda size: {"mailplan.yaml": build(size)}


def scaled(size, most):
    """So many of `most` as the size is of a mebibyte."""
    return max(1, most * size // MIB)


def nested_branches(size):
    lines = [STEPS]
    depth = 29
    for level in range(depth):
        pad = "  " + "    " * level
        lines.append(f"{pad}- branch: b{level}\n{pad}  if: score > {level}\n{pad}  else: []\n{pad}  then:\n")
    pad = "  " + "    " * depth
    return fill("".join(lines), lambda n: f"{pad}- wait: {n % 90 + 1} days\n", size, email("last", pad))


def rule_tree(size, operator):
    terms = ["score > %d", 'plan == "free"', "score < %d", "price > 1.5", 'first_name == "a%d"', "opened()"]
    def branch(n):
        some = [terms[(n + i) % len(terms)] for i in range(6)]
        rule = f" {operator} ".join(f"({a % n if '%d' in a else a} {'or' if operator == 'and' else 'and'} {b % (n + 1) if '%d' in b else b})" for a, b in zip(some, some[1:]))
        return f"  - branch: b{n}\n    if: '{rule}'\n    then: []\n    else: []\n"
    return fill(STEPS + email("first"), branch, size, email("last"), scaled(size, 5000))


def engagement(size):
    count = scaled(size, 3000)
    def step(n):
        asked = f"opened(m{n - 1})" if n else "score > 1"
        return (f"  - email: m{n}\n    category: transactional\n    subject: Hi\n    text: Hi\n  - wait: 1 day\n"
                f"  - branch: b{n}\n    if: {asked} or clicked(m{n // 2})\n    then: []\n    else: []\n")
    return fill(STEPS, step, size, "", count)


def engagement_all(size):
    mails = scaled(size, 3000)
    text = "".join(f"  - email: m{n}\n    category: transactional\n    subject: Hi\n    text: Hi\n" for n in range(mails))
    rule = " or ".join(f"opened(m{n})" for n in range(mails))
    return STEPS + text + f"  - wait: 1 day\n  - branch: asked\n    if: {rule}\n    then: []\n    else: []\n" + email("last")


def loops(size):
    """Each wait can go back to any of the loops around it."""
    def step(n):
        return (f"  - email: m{n}\n    category: transactional\n    subject: Hi\n    text: Hi\n  - wait: {n % 9 + 1} days\n"
                f"  - branch: b{n}\n    if: opened(m{n}) and score < {n}\n    then: [{{ goto: m{max(0, n - 1 - n % 7)} }}]\n    else: []\n")
    return fill(STEPS, step, size)


def loops_nested(size):
    """Every branch jumps back to the first email: loops in loops in loops."""
    def step(n):
        return f"  - wait: {n % 30 + 1} hours\n  - branch: b{n}\n    if: score < {n}\n    then: [{{ goto: start }}]\n    else: []\n"
    return fill(STEPS + email("start"), step, size)


def gotos(size):
    """Each branch jumps to the one after the next."""
    def step(n):
        return f"  - branch: b{n}\n    if: score > {n}\n    then: [{{ goto: b{n + 2} }}]\n    else: []\n"
    return fill(STEPS, step, size)


def gotos_back(size):
    lines, n = [], 0
    head = STEPS + "  - goto: e0\n"
    return fill(head, lambda n: email(f"e{n}") + f"  - goto: e{n + 1}\n", size)


def split(size, variants):
    def variant(n):
        return f"      - name: v{n}\n        weight: 1\n        then:\n" + email(f"m{n}", "          ")
    head = STEPS + "  - split: wide\n    variants:\n"
    return fill(head, variant, size, "    winner: none\n", variants)


def splits(size):
    def one(n):
        return (f"  - split: s{n}\n    variants:\n      - {{ name: a, weight: 50, then: [{{ wait: {n % 7 + 1} days }}] }}\n"
                f"      - {{ name: b, weight: 50, then: [{{ wait: {n % 5 + 1} hours }}] }}\n") + email(f"m{n}")
    return fill(STEPS, one, size)


def waits(size, form, most=1000):
    return fill(STEPS + email("first"), lambda n: f"  - wait: {form(n)}\n", size, email("last"), scaled(size, most))


def branch_waits(size):
    """Every subset of the waits is a way of its own length."""
    def one(n):
        return (f"  - branch: b{n}\n    if: score > {n}\n    then: [{{ wait: {2 ** (n % 20) + n} seconds }}]\n    else: [{{ wait: {n + 1} hours }}]\n")
    def block(n):
        return one(n) + email(f"m{n}")
    return fill(STEPS, block, size)


def windows(size):
    def one(n):
        return (f"  - email: m{n}\n    subject: Hello\n    text: Hi\n    send: {{ window: {{ days: mon-fri, hours: \"{n % 23:02}:00-{n % 23 + 1:02}:00\", hold: run }} }}\n"
                f"  - wait: {n % 30 + 1} hours\n")
    return fill(STEPS, one, size)


def cases(size, rule, head=STEPS):
    def one(n):
        return f"      - {{ when: '{rule(n)}', then: [] }}\n"
    return fill(head + "  - branch: wide\n    cases:\n", one, size, "    else: []\n" + email("last"), scaled(size, 20000))


def enum_cases(size):
    count = scaled(size, 12000)
    values = ", ".join(f"v{n}" for n in range(count))
    head = STEPS.replace("values: [free, pro, team]", f"values: [{values}]")
    return cases(size, lambda n: f'plan == "v{n}"', head)


def enum_steps(size):
    count = scaled(size, 10000)
    values = ", ".join(f"v{n}" for n in range(count))
    head = STEPS.replace("values: [free, pro, team]", f"values: [{values}]")
    return fill(head, lambda n: f"  - branch: b{n}\n    if: 'plan != \"v{n}\"'\n    then: []\n    else: []\n", size, email("last"))


def long_rule(size, joint, term):
    """Rules of 256 KiB, less the space between."""
    length = min(255 << 10, size // 4)
    rules = []
    for number in range(3):
        parts, total, n = [], 0, 0
        while True:
            part = term(n)
            if total + len(part) + len(joint) > length:
                break
            parts.append(part)
            total += len(part) + len(joint)
            n += 1
        rules.append(f"  - branch: r{number}\n    if: '{joint.join(parts)}'\n    then: []\n    else: []\n")
    return STEPS + "".join(rules) + email("last")


def deep_rule(size):
    depth = min(120_000, size // 8)
    return STEPS + f"  - branch: deep\n    if: '{'(' * depth}score > 1{')' * depth}'\n    then: []\n    else: []\n" + email("last")


def not_rule(size):
    depth = min(60_000, size // 16)
    return STEPS + f"  - branch: deep\n    if: '{'not ' * depth}opened()'\n    then: []\n    else: []\n" + email("last")


def template(size, body):
    length = min(size, MIB)
    return {"campaign.yaml": STEPS + email("first", text="a.liquid"), "a.liquid": body(length)}


def repeat(text, length, tail=""):
    return text * max(1, (length - len(tail)) // len(text)) + tail


def nested_ifs(length):
    depth = min(90, length // 40)
    one = "{% if score > 1 %}" * depth + "{{ first_name }}" + "{% endif %}" * depth
    return repeat(one, length)


def many_templates(size):
    files = {}
    count = scaled(size, 40)
    depth = 60
    for n in range(count):
        files[f"t{n}.html.liquid"] = repeat("{% if plan == 'free' %}" * depth + "<p>Hi {{ first_name | default: 'x' }}</p>" + "{% else %}<a href=\"x\">x</a>{% endif %}" * depth, 20_000)
    steps = "".join(f"  - email: m{n}\n    subject: Hi\n    html: t{n}.html.liquid\n" for n in range(count))
    files["campaign.yaml"] = STEPS + steps
    return files


def comments(size):
    return fill(STEPS, lambda n: f"  # a comment about the step {n}\n  - wait: 1 day # and one beside it\n", size)


def only_comments(size):
    return fill(STEPS, lambda n: "#\n", size, email("last"))


def suppressions(size, rule="trailing-wait", item="  - wait: 1 day\n"):
    return fill(STEPS, lambda n: f"  # mailplan: ignore[{rule}] -- n{n}\n{item}", size)


def used_suppressions(size):
    return fill(STEPS, lambda n: f"  - goto: nowhere{n} # mailplan: ignore[unreachable-step] -- n{n}\n", size)


def half_used(size):
    """Of two comments on an email's preheader, one does something."""
    return fill(STEPS, lambda n: f"  - email: m{n} # mailplan: ignore[preheader-missing] -- it is\n    subject: x\n    text: '{MAIL}' # mailplan: ignore[subject-length] -- never\n", size)


def long_suppression(size):
    return fill(STEPS + email("first") + "  # mailplan: ignore[", lambda n: "trailing-wait, ", size, "preheader-missing] -- x\n  - wait: 1 day\n")


def suggestions(size):
    names = scaled(size, 1500)
    steps = "".join(email(f"a-rather-long-name-of-a-step-{n:05}") for n in range(names))
    return fill(STEPS + steps, lambda n: f"  - branch: b{n}\n    if: opened(a-rather-long-name-of-a-stop-{n:05})\n    then: []\n    else: []\n", size)


def columns(size, most):
    return fill(SEGMENT, lambda n: f"  column_{n}: {{ type: integer, default: {n}, preview: {n} }}\n", size, "", scaled(size, most))


def column_rules(size):
    """A thousand columns and rules that ask for each of them, misspelt."""
    head = HEAD.replace("from:", "".join(f"    column_number_{n:04}: integer?\n" for n in range(1000)) + "from:")
    return fill(head + "steps:\n", lambda n: f"  - branch: b{n}\n    if: colum_number_{n % 1000:04} > {n}\n    then: []\n    else: []\n", size)


def column_sets(size):
    head = HEAD.replace("from:", "".join(f"    c{n}: integer?\n" for n in range(900)) + "from:")
    def step(n):
        return (f"  - action: a{n}\n    set: {{ c{n % 900}: c{(n + 1) % 900} + 1 }}\n"
                f"  - branch: b{n}\n    if: c{n % 900} > c{(n * 7) % 900}\n    then: []\n    else: []\n")
    return fill(head + "steps:\n", step, size)


def mixed_breaks(size):
    breaks = ["\r\n", "\n", "\r"]
    return fill(STEPS, lambda n: f"  - wait: {n % 9 + 1} days{breaks[n % 3]}", size)


def anchors(size):
    return fill(STEPS, lambda n: f"  - &a{n} {{ wait: 1 day }}\n  - *a{n}\n", size)


def bomb(size):
    head = STEPS + "  - &a0 { wait: 1 day }\n"
    return fill(head, lambda n: f"  - &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n", size)


def unquoted(size):
    return fill(STEPS, lambda n: f"  - email: m{n}\n    subject: {{{{ first_name }}}}\n    text: Hi\n", size)


TEST = """mailplan: 1
test: many
campaign: campaign.yaml
launch: 2026-12-01T08:00Z
as_of: 2027-01-01T08:00Z
"""


def campaign_test(size, contacts=True, events=True, expect=True):
    """A campaign's test with as many contacts, events and expectations as may be."""
    parts = [contacts, events, expect].count(True)
    share = size // parts
    text = TEST
    if contacts:
        text += fill("contacts:\n", lambda n: f"  - {{ id: c{n}, email: a{n}@acme.example, score: {n} }}\n", share, "", scaled(size, 12_000 // parts))
    else:
        text += "contacts:\n  - { id: c0, email: a@acme.example, score: 1 }\n"
    if events:
        text += fill("events:\n", lambda n: f"  - {{ contact: c{n}, event: opened, at: 2026-12-05T09:00Z, step: m{n} }}\n", share - 400, "", scaled(size, 10_000 // parts))
    if expect:
        text += fill("expect:\n", lambda n: f"  - {{ contact: c{n}, send: m{n}, at: 2026-12-01T09:00 }}\n", share - 400, "", scaled(size, 12_000 // parts))
    else:
        text += "expect:\n  - { contact: c0, ends: completed }\n"
    return {"case.test.yaml": text}


def loops_apart(size):
    """Thousands of loops behind one another, each of its own."""
    def step(n):
        return (f"  - email: m{n}\n    category: transactional\n    subject: Hi\n    text: Hi\n  - wait: {n % 9 + 1} days\n"
                f"  - branch: b{n}\n    if: opened(m{n})\n    then: []\n    else: [{{ goto: m{n} }}]\n")
    return fill(STEPS, step, size)


def exits_asked(size):
    """An exit rule that asks for every email, asked at every step."""
    count = scaled(size, 1500)
    rule = " or ".join(f"opened(m{n})" for n in range(count))
    text = "".join(f"  - email: m{n}\n    category: transactional\n    subject: Hi\n    text: Hi\n  - wait: 1 day\n" for n in range(count))
    return HEAD + f"exit:\n  when: '{rule}'\nsteps:\n" + text


def variants_deep(size):
    def one(n):
        return f"  - split: s{n}\n    variants:\n" + "".join(
            f"      - {{ name: v{i}, weight: {10}, then: [{{ action: a{n}_{i}, set: {{ score: score + {i} }} }}] }}\n" for i in range(10))
    return fill(STEPS, one, size, email("last"))


def html(size, piece):
    return {"campaign.yaml": STEPS + "  - email: m\n    subject: Hi\n    html: a.html.liquid\n", "a.html.liquid": repeat(piece, size)}


def markdown(size, piece):
    return {"campaign.yaml": STEPS + "  - email: m\n    subject: Hi\n    markdown: a.md.liquid\n", "a.md.liquid": repeat(piece, size)}


CASES = {
    # the syntax
    "deep-block": campaign(lambda size: STEPS + "".join(" " * n + "-\n" for n in range(2, int((2 * size) ** 0.5) - 40))),
    "deep-inline": campaign(lambda size: STEPS + "  " + "- " * (size // 2 - 400) + "x\n"),
    "deep-flow": campaign(lambda size: STEPS + "  - " + "[" * (size - 800)),
    "deep-flow-map": campaign(lambda size: STEPS + "  - " + '{"":[' * ((size - 800) // 5)),
    "flow-wide": campaign(lambda size: fill(HEAD + "steps: [", lambda n: "{wait: 1 day}, ", size, "]\n")),
    "flow-keys": campaign(lambda size: fill(HEAD + "headers: {", lambda n: f"x{n}: a, ", size, "}\nsteps: []\n")),
    "many-steps": campaign(lambda size: fill(STEPS, lambda n: "  - wait: 1 day\n", size)),
    "too-many-steps": campaign(lambda size: fill(STEPS, lambda n: "  - wait: 1 day\n", size, limit=False)),
    "many-exits": campaign(lambda size: fill(STEPS, lambda n: "  - exit: a\n", size)),
    "many-keys": campaign(lambda size: fill("", lambda n: f"key{n:05}: x\n", size, STEPS)),
    "equal-keys": campaign(lambda size: fill("", lambda n: "k: x\n", size, STEPS)),
    "headers": campaign(lambda size: fill(HEAD + "headers:\n", lambda n: f"  X-A{n}: b\n", size, "steps:\n" + email("last"))),
    "long-plain": campaign(lambda size: HEAD + "description: " + "word " * ((min(size, 260 << 10) - 700) // 5) + "\nsteps: []\n"),
    "too-long-plain": campaign(lambda size: HEAD + "description: " + "word " * ((size - 700) // 5) + "\nsteps: []\n"),
    "long-quoted": campaign(lambda size: HEAD + 'description: "' + "\\n" * ((size - 700) // 2) + '"\nsteps: []\n'),
    "open-quote": campaign(lambda size: HEAD + 'description: "' + "a: b\n" * ((size - 700) // 5)),
    "open-quote-lines": campaign(lambda size: fill(STEPS, lambda n: "  - email: \"x\n", size)),
    "long-block": campaign(lambda size: STEPS + email("first").rstrip("\n").replace("text: Hi", "text: |\n") + "      Hi {{ first_name | default: 'x' }}\n" * (min(size, 255 << 10) // 41)),
    "long-folded": campaign(lambda size: HEAD + "description: >\n" + "  word\n\n" * ((size - 700) // 8) + "steps: []\n"),
    "four-blocks": campaign(lambda size: STEPS + "".join(f"  - email: e{n}\n    category: transactional\n    subject: Hello\n    text: |\n" + "      Hi {{ first_name | default: 'x' }}\n" * (size // 4 // 42) for n in range(3))),
    "anchors": campaign(anchors),
    "bomb": campaign(bomb),
    "tags": campaign(lambda size: fill(STEPS, lambda n: f"  - !t{n} {{ wait: !!str 1 day }}\n", size)),
    "merge-keys": campaign(lambda size: fill(STEPS, lambda n: "  - { <<: { a: 1 }, wait: 1 day }\n", size)),
    "one-line": campaign(lambda size: "a" * (size - 1) + "\n"),
    "one-line-colons": campaign(lambda size: "a:" * (size // 2)),
    "one-line-keys": campaign(lambda size: "a: " * (size // 3)),
    "question-marks": campaign(lambda size: "? " * (size // 2)),
    "mixed-breaks": campaign(mixed_breaks),
    "odd-breaks": campaign(lambda size: fill(STEPS, lambda n: "  - wait: 1 day" + ["\u0085", "\u2028", "\u2029"][n % 3] + "\n", size)),
    "next-lines": campaign(lambda size: STEPS + "\u0085" * ((size - 800) // 2)),
    "marks": campaign(lambda size: "\ufeff" * (size // 3)),
    "tabs": campaign(lambda size: fill(STEPS, lambda n: "\t- wait:\t1 day\t\n", size)),
    "spaces": campaign(lambda size: STEPS + " " * (size - 900) + "\n"),
    "blank-lines": campaign(lambda size: STEPS + "\n" * (size - 900) + email("last")),
    "comments": campaign(comments),
    "only-comments": campaign(only_comments),
    "documents": campaign(lambda size: fill(STEPS, lambda n: "---\n", size)),
    "directives": campaign(lambda size: fill("", lambda n: "%TAG ! tag:x,2026:\n", size, "---\n" + STEPS)),
    "non-ascii": campaign(lambda size: fill(STEPS, lambda n: f"  - wait: {n} Täge 🙂\n", size)),
    "unquoted": campaign(unquoted),
    # what is said about it
    "suppressions": campaign(suppressions),
    "used-suppressions": campaign(used_suppressions),
    "half-used-suppressions": campaign(half_used),
    "unknown-suppressions": campaign(lambda size: suppressions(size, "trailing-wayt")),
    "long-suppression": campaign(long_suppression),
    "suggestions": campaign(suggestions),
    "unknown-names": campaign(lambda size: fill(STEPS + email("welcome"), lambda n: "  - branch: b\n    if: opened(wellcome)\n    then: []\n    else: []\n", size)),
    "unknown-keys": campaign(lambda size: fill(STEPS, lambda n: "  - { wait: 1 day, subjekt: x }\n", size)),
    "bad-values": campaign(lambda size: fill(STEPS, lambda n: "  - wait: 1 dya\n", size)),
    # the graph
    "emails": campaign(lambda size: fill(STEPS, lambda n: email(f"m{n}"), size)),
    "marketing-emails": campaign(lambda size: fill(STEPS, lambda n: f"  - email: m{n}\n    subject: Hello {{{{ first_name }}}}\n    html: <a href=\"{MAIL}\">x</a>\n", size)),
    "nested-branches": campaign(nested_branches),
    "and-rules": campaign(lambda size: rule_tree(size, "and")),
    "or-rules": campaign(lambda size: rule_tree(size, "or")),
    "gotos": campaign(gotos),
    "goto-chain": campaign(gotos_back),
    "loops": campaign(loops),
    "loops-nested": campaign(loops_nested),
    "engagement": campaign(engagement),
    "engagement-all": campaign(engagement_all),
    "split-wide": campaign(lambda size: split(size, 1000)),
    "splits": campaign(splits),
    "waits-1000": campaign(lambda size: waits(size, lambda n: "1 day")),
    "waits-50000": campaign(lambda size: waits(size, lambda n: f"{n % 50 + 1} hours", 50000)),
    "waits-at": campaign(lambda size: waits(size, lambda n: f"{{ for: {n % 9 + 1} days, at: \"{n % 24:02}:00\", days: [mon, wed] }}", 50000)),
    "waits-random": campaign(lambda size: waits(size, lambda n: f"{{ random: 0-{n + 1} minutes }}", 50000)),
    "waits-column": campaign(lambda size: waits(size, lambda n: f"{{ until: renews_on, offset: -{n + 1} days, at: \"09:00\", on_past: send }}", 50000)),
    "waits-event": campaign(lambda size: waits(size, lambda n: f"{{ event: opened(), timeout: {n % 9 + 1} days }}", 50000)),
    "waits-date": campaign(lambda size: waits(size, lambda n: f"{{ until: 2027-{n % 12 + 1:02}-{n % 28 + 1:02}T09:00, on_past: send }}", 50000)),
    "branch-waits": campaign(branch_waits),
    "windows": campaign(windows),
    "integer-cases": campaign(lambda size: cases(size, lambda n: f"score == {n}")),
    "interval-cases": campaign(lambda size: cases(size, lambda n: f"score > {n} and score < {n + 2}")),
    "range-cases": campaign(lambda size: cases(size, lambda n: f"score >= {50000 - n}")),
    "text-cases": campaign(lambda size: cases(size, lambda n: f'first_name == "n{n}"')),
    "event-cases": campaign(lambda size: cases(size, lambda n: f'event("e{n}")')),
    "tag-cases": campaign(lambda size: cases(size, lambda n: f'tags contains "t{n}"')),
    "enum-cases": campaign(enum_cases),
    "enum-steps": campaign(enum_steps),
    "integer-steps": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: score != {n}\n    then: []\n    else: []\n", size, email("last"))),
    "long-or": campaign(lambda size: long_rule(size, " or ", lambda n: f"score == {n}")),
    "long-and": campaign(lambda size: long_rule(size, " and ", lambda n: f"score != {n}")),
    "long-mixed": campaign(lambda size: long_rule(size, " and ", lambda n: f"(score > {n} or opened())")),
    "long-in": campaign(lambda size: long_rule(size, " or ", lambda n: f'plan in ["free", "pro"]')),
    "long-sum": campaign(lambda size: long_rule(size, " + ", lambda n: "score") .replace("    if: 'score", "    if: '0 < score")),
    "long-text": campaign(lambda size: STEPS + "  - branch: b\n    if: 'first_name == \"" + "x" * (min(size, 250 << 10)) + "\"'\n    then: []\n    else: []\n" + email("last")),
    "deep-rule": campaign(deep_rule),
    "not-rule": campaign(not_rule),
    "actions": campaign(lambda size: fill(STEPS, lambda n: f"  - action: a{n}\n    set: {{ score: score + {n} }}\n    add_tags: [t{n}]\n", size, email("last"))),
    "column-sets": campaign(column_sets),
    "column-rules": campaign(column_rules),
    "loops-apart": campaign(loops_apart),
    "exit-asked": campaign(exits_asked),
    "variants-deep": campaign(variants_deep),
    "one-action": campaign(lambda size: fill(STEPS + "  - action: a\n    add_tags: [", lambda n: f"tag{n}, ", size, "x]\n" + email("last"))),
    "one-set": campaign(lambda size: fill(STEPS + "  - action: a\n    set:\n", lambda n: f"      column_{n}: {n}\n", size, email("last"))),
    "wait-days": campaign(lambda size: fill(STEPS + "  - wait: { until: 09:00, days: [", lambda n: "mon, ", size, "tue] }\n" + email("last"))),
    "window-hours": campaign(lambda size: fill(HEAD + "send: { window: { days: all, hours: [", lambda n: f"{n % 23:02}:00-{n % 23:02}:30, ", size, "\"23:00-24:00\"] } }\nsteps:\n" + email("last"))),
    "same-ids": campaign(lambda size: fill(STEPS, lambda n: email("same"), size)),
    "same-senders": campaign(lambda size: fill(STEPS, lambda n: email(f"m{n}") + "    from: not an address\n", size)),
    "bad-rules": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: 'score > and < (('\n    then: []\n    else: []\n", size)),
    "bad-types": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: 'score == \"a{n}\"'\n    then: []\n    else: []\n", size)),
    "bad-enums": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: 'plan == \"fre{n}\"'\n    then: []\n    else: []\n", size)),
    "bad-enum-values": campaign(lambda size: fill(STEPS.replace("values: [free, pro, team]", "values: [" + ", ".join(f"value{n}" for n in range(scaled(size, 5000))) + "]"), lambda n: f"  - branch: b{n}\n    if: 'plan == \"valeu{n}\"'\n    then: []\n    else: []\n", size)),
    "bad-liquid": campaign(lambda size: fill(STEPS, lambda n: f"  - email: m{n}\n    category: transactional\n    subject: '{{{{ first_name | upcas }}}}'\n    text: '{{% if %}}'\n", size)),
    "bad-goto": campaign(lambda size: fill(STEPS + email("welcome"), lambda n: f"  - goto: welcom{n}\n", size)),
    "missing-files": campaign(lambda size: fill(STEPS, lambda n: f"  - email: m{n}\n    subject: Hi\n    html: emails/none{n}.html.liquid\n", size)),
    "in-list": campaign(lambda size: STEPS + "  - branch: b\n    if: 'first_name in [" + ", ".join(f'"n{n}"' for n in range(min(size, 240 << 10) // 10)) + "]'\n    then: []\n    else: []\n" + email("last")),
    "contains-cases": campaign(lambda size: cases(size, lambda n: f'first_name contains "n{n}"')),
    "starts-steps": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: 'first_name starts_with \"n{n}\"'\n    then: []\n    else: []\n", size, email("last"))),
    "compare-steps": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: 'score + {n} > score * 2 and price < score'\n    then: []\n    else: []\n", size, email("last"))),
    "days-steps": campaign(lambda size: fill(STEPS, lambda n: f"  - branch: b{n}\n    if: 'days_since(signed_up_at) > {n}'\n    then: [{{ wait: 1 day }}]\n    else: []\n", size, email("last"))),
    # tests of campaigns
    "test-contacts": lambda size: campaign_test(size, True, False, False),
    "test-events": lambda size: campaign_test(size, False, True, False),
    "test-expects": lambda size: campaign_test(size, False, False, True),
    "test-all": lambda size: campaign_test(size),
    # segments and projects
    "columns-1000": segment(lambda size: columns(size, 990)),
    "columns-all": segment(lambda size: columns(size, 50000)),
    "enum-values": segment(lambda size: fill(SEGMENT + "  plan: { type: enum, values: [", lambda n: f"value{n}, ", size, "x] }\n", scaled(size, 20000))),
    "equal-values": segment(lambda size: fill(SEGMENT + "  plan: { type: enum, values: [", lambda n: "value, ", size, "x] }\n", scaled(size, 20000))),
    "rule-levels": project(lambda size: fill("mailplan: 1\nlint:\n  rules:\n", lambda n: f"    trailing-wayt-{n}: error\n", size)),
    "no-ignore": project(lambda size: fill("mailplan: 1\nlint:\n  no_ignore:\n", lambda n: "    - trailing-wait\n", size)),
    "no-ignore-unknown": project(lambda size: fill("mailplan: 1\nlint:\n  no_ignore:\n", lambda n: f"    - trailing-wayt-{n}\n", size)),
    "domains": project(lambda size: fill("mailplan: 1\npolicies:\n  allowed_from_domains:\n", lambda n: f"    - a{n}.example\n", size)),
    "no-ignore-and-suppressions": lambda size: {
        "mailplan.yaml": fill("mailplan: 1\nlint:\n  no_ignore:\n", lambda n: "    - trailing-wait\n", size),
        "campaign.yaml": suppressions(size, "preheader-missing")},
    # templates
    "template-ifs": lambda size: template(size, nested_ifs),
    "template-prints": lambda size: template(size, lambda n: repeat("{{ first_name }}", n)),
    "template-open": lambda size: template(size, lambda n: repeat("{{ ", n)),
    "template-tags": lambda size: template(size, lambda n: repeat("{% if ", n)),
    "template-unknown": lambda size: template(size, lambda n: repeat("{{ frist_name }}", n)),
    "template-filters": lambda size: template(size, lambda n: "{{ first_name" + repeat(" | upcase", n - 40) + " }}"),
    "template-elsifs": lambda size: template(size, lambda n: "{% if score == 0 %}" + "".join(f"{{% elsif score == {i} %}}{i}" for i in range(n // 36)) + "{% endif %}"),
    "template-suppressions": lambda size: template(size, lambda n: repeat("{% # mailplan: ignore[placeholder-no-fallback] -- x %}\n{{ first_name }}\n", n)),
    "template-html": lambda size: {"campaign.yaml": STEPS + "  - email: m\n    subject: Hi\n    html: a.html.liquid\n", "a.html.liquid": repeat("<p><a href=\"x\"><b>", size)},
    "template-links": lambda size: {"campaign.yaml": STEPS + "  - email: m\n    subject: Hi\n    html: a.html.liquid\n", "a.html.liquid": repeat("<a href=\"https://acme.exampl/{{ first_name }}\">https://acme.example</a><img src=x>", size)},
    "template-if-html": lambda size: {"campaign.yaml": STEPS + "  - email: m\n    subject: Hi\n    html: a.html.liquid\n", "a.html.liquid": repeat("{% if score > 1 %}<a href=\"{{ unsubscribe_url }}\">x</a>{% else %}y{% endif %}", size)},
    "template-for": lambda size: template(size, lambda n: repeat("{% for t in tags %}{{ t }}", n // 2) + repeat("{% endfor %}", n // 2)),
    "template-for-flat": lambda size: template(size, lambda n: repeat("{% for i in (1..999999999) %}{{ i }}{% endfor %}", n)),
    "template-case": lambda size: template(size, lambda n: "{% case plan %}" + repeat("{% when 'free' %}a", n - 60) + "{% endcase %}"),
    "template-assigns": lambda size: template(size, lambda n: "".join(f"{{% assign v{i} = first_name %}}" for i in range(n // 36))),
    "template-captures": lambda size: template(size, lambda n: "".join(f"{{% capture v{i} %}}{{{{ v{i - 1 if i else 0} }}}}{{% endcapture %}}" for i in range(n // 60))),
    "template-renders": lambda size: template(size, lambda n: repeat("{% render 'none' %}", n)),
    "template-comments": lambda size: template(size, lambda n: repeat("{% comment %}", n // 2) + repeat("{% endcomment %}", n // 2)),
    "template-raw": lambda size: template(size, lambda n: "{% raw %}" + repeat("{{ {% ", n - 40) + "{% endraw %}"),
    "template-guards": lambda size: template(size, lambda n: "".join(f"{{% if score > {i} %}}a{{% else %}}b{{% endif %}}" for i in range(n // 48))),
    "template-bad-filters": lambda size: template(size, lambda n: "{{ first_name" + repeat(" | upcas", n - 40) + " }}"),
    "template-one-string": lambda size: template(size, lambda n: "{{ '" + "x" * (n - 20) + "' }}"),
    "template-path": lambda size: template(size, lambda n: "{{ first_name" + repeat(".a", n - 40) + " }}"),
    "html-nested": lambda size: html(size, "<div><table><tr><td>"),
    "html-attributes": lambda size: html(size, "<a " + 'x="y" ' * 2000 + "href=http://x>"),
    "html-comments": lambda size: html(size, "<!--[if mso]>"),
    "html-open": lambda size: html(size, "<"),
    "html-images": lambda size: html(size, "<img src=\"http://x/y.png\">"),
    "html-entities": lambda size: html(size, "&amp;&#x0;&lt"),
    "html-homographs": lambda size: html(size * 15 // 16, "<a href=\"https://\u0430cme.example/x\">\u0430cme.example</a>"),
    "html-styles": lambda size: html(size, "<style>a{b:c}</style><script>x</script>"),
    "markdown-nested": lambda size: markdown(size, "> "),
    "markdown-stars": lambda size: markdown(size, "*a **b "),
    "markdown-brackets": lambda size: markdown(size, "[a]("),
    "markdown-links": lambda size: markdown(size, "[x](https://acme.example/{{ first_name }})\n\n"),
    "templates": many_templates,
}


def write(folder, name, files):
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (place / path).write_bytes(text.encode())
    main = "campaign.yaml" if "campaign.yaml" in files else next(iter(files))
    (place / ".main").write_text(main)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=MIB)
    parser.add_argument("--only", action="append", choices=sorted(CASES))
    options = parser.parse_args()
    for name in options.only or CASES:
        files = CASES[name](options.size)
        for path, text in files.items():
            if len(text.encode()) > MIB:
                sys.exit(f"{name}/{path} has {len(text.encode())} bytes, more than may be")
        write(options.folder, name, files)


if __name__ == "__main__":
    main()
