#!/usr/bin/env python3
"""Writes Sources/CampaignGraph/Addresses/UnicodeTables+Data.swift.

    python3 -m venv venv && venv/bin/pip install idna==3.20 unicodedata2==18.0.0
    venv/bin/python Tests/CampaignGraphTests/Addresses/make_unicode_tables.py [--check]

The data is Unicode's (version 18.0, Unicode License v3): idna brings the classes of IDNA 2008 and the mapping
of UTS 46, unicodedata2 the character database. Each table is a list of numbers, written as differences in
base 32: five bits a sign of `0-9a-v`, of numbers that need more, all but the last sign in `A-V`.
"""
import pathlib
import sys

import idna.idnadata as idnadata
import unicodedata2 as ucd
from idna.uts46data import uts46_replacements, uts46_starts, uts46_statuses

ROOT = pathlib.Path(__file__).resolve().parents[3]
OUT = ROOT / "Sources/CampaignGraph/Addresses/UnicodeTables+Data.swift"
ALL = range(0x80, 0x110000)
BIDI = ["L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"]


def encode(numbers):
    low, high = "0123456789abcdefghijklmnopqrstuv", "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*"
    out = []
    for number in numbers:
        signs = [low[number & 31]]
        number >>= 5
        while number:
            signs.append(high[number & 31])
            number >>= 5
        out.append("".join(reversed(signs)))
    return "".join(out)


def ranges(values):
    """(start, count, value) of runs of code points with the same value; None is left out."""
    runs = []
    for cp, value in values:
        if value is None:
            continue
        if runs and runs[-1][0] + runs[-1][1] == cp and runs[-1][2] == value:
            runs[-1][1] += 1
        else:
            runs.append([cp, 1, value])
    return runs


def range_table(runs, has_values=True):
    numbers, end = [], 0
    for start, count, value in runs:
        numbers += [start - end, count] + ([value] if has_values else [])
        end = start + count
    return encode(numbers)


def members(coded):
    return {cp for part in coded for cp in range(part >> 32, part & 0xFFFFFFFF)}


def category_table(is_wanted):
    runs = ranges((cp, 1 if is_wanted(ucd.category(chr(cp))) else None) for cp in ALL)
    return range_table(runs, has_values=False)


def hostname_table():
    """The characters that a label may hold, some of them in a context only, with their direction."""
    allowed = members(idnadata.codepoint_classes["PVALID"]) | members(idnadata.codepoint_classes["CONTEXTO"])

    def direction(cp):
        name = ucd.bidirectional(chr(cp))
        return BIDI.index(name)
    return range_table(ranges((cp, direction(cp) if cp in allowed else None) for cp in ALL)), allowed


def script_table():
    kinds = {1: ["Greek"], 2: ["Hebrew"], 3: ["Hiragana", "Katakana", "Han"]}
    of = {cp: kind for kind, names in kinds.items() for name in names for cp in members(idnadata.scripts[name])}
    return range_table(ranges((cp, of.get(cp)) for cp in ALL))


def decomposition_table():
    """Each canonical decomposition, and whether it is put together again. Hangul is computed."""
    numbers, last = [], 0
    for cp in ALL:
        text = ucd.decomposition(chr(cp))
        if not text or text.startswith("<") or 0xAC00 <= cp <= 0xD7A3:
            continue
        parts = [int(part, 16) for part in text.split()]
        assert len(parts) in (1, 2)
        composes = len(parts) == 2 and ucd.normalize("NFC", "".join(map(chr, parts))) == chr(cp)
        numbers += [cp - last, parts[0], (parts[1] if len(parts) == 2 else 0) * 2 + composes]
        last = cp
    return encode(numbers)


def status(cp):
    import bisect
    index = cp if cp < 256 else bisect.bisect_right(uts46_starts, cp) - 1
    return chr(uts46_statuses[index]), uts46_replacements[index]


def is_accepted_before(cp):
    """What email-validator refuses before it maps a domain."""
    c = chr(cp)
    if ucd.category(c)[0] in "CZ":
        return False
    if 0x2010 <= cp <= 0x2060 and not (0x2024 <= cp <= 0x2026) or cp == 0xFF0E:
        return True
    return "002E" not in ucd.decomposition(c).split()


def mapping_table(allowed):
    """Runs of code points: start, count, step, length of the text, and the text of the first.

    The text of a run grows by as much as the code point. `!` stands for what must be refused.
    """
    entries = []
    for cp in ALL:
        kind, text = status(cp)
        if kind == "I":
            text = ""
        elif kind != "M":
            # What is refused here is no character of a label either.
            assert kind in "VD" or cp not in allowed, hex(cp)
            continue
        if not is_accepted_before(cp):
            # Refused with the class of characters to which it belongs, or here.
            if ucd.category(chr(cp))[0] in "CZ":
                continue
            text = "!"
        if any(ord(c) < 0x80 and not (c.islower() or c.isdigit() or c in "-.") for c in text):
            text = "!"
        entries.append((cp, text))
    runs, index = [], 0
    while index < len(entries):
        cp, text = entries[index]
        best = (1, 1)
        for step in (1, 2, 0):
            # Step 0: neighbours with one and the same text.
            count = 1
            while index + count < len(entries):
                next_cp, next_text = entries[index + count]
                if step == 0:
                    fits = next_cp == cp + count and next_text == text
                else:
                    fits = (len(text) == 1 and len(next_text) == 1 and text != "!" and next_cp == cp + count * step
                            and ord(next_text) == ord(text) + count * step)
                if not fits:
                    break
                count += 1
            if count > best[0]:
                best = (count, step)
        count, step = best
        runs.append((cp, count, step, text))
        index += count
    numbers, last = [], 0
    for cp, count, step, text in runs:
        numbers += [cp - last, (count * 3 + step) * 32 + len(text)] + [ord(c) for c in text]
        assert len(text) < 32
        last = cp
    return encode(numbers)


def literal(name, about, text):
    lines = [text[i:i + 94] for i in range(0, len(text), 94)]
    body = "".join(f"    {line}\\\n" for line in lines)
    return f'  /// {about}\n  static let {name}: StaticString = """\n{body[:-2]}\n    """\n'


def swift():
    hostname, allowed = hostname_table()
    tables = [
        ("refusedData", "Controls, unassigned and private characters, separators.",
         category_table(lambda c: c[0] in "CZ")),
        ("marksData", "Characters that join the one before them.", category_table(lambda c: c[0] == "M")),
        ("combiningData", "Canonical combining classes other than 0.",
         range_table(ranges((cp, ucd.combining(chr(cp)) or None) for cp in ALL))),
        ("hostnameData", "Characters of labels by their direction.", hostname),
        ("scriptData", "Greek, Hebrew, and those of Japanese.", script_table()),
        ("decompositionData", "Canonical decompositions.", decomposition_table()),
        ("mappingData", "The mapping of UTS 46.", mapping_table(allowed)),
    ]
    text = "// Written by Tests/CampaignGraphTests/Addresses/make_unicode_tables.py.\n"
    text += f"// The data is Unicode's, version {ucd.unidata_version} (Unicode License v3, https://www.unicode.org/license.txt).\n\n"
    text += "extension UnicodeTables {\n" + "\n".join(literal(*table) for table in tables) + "}\n"
    sizes = ", ".join(f"{name} {len(data)}" for name, _, data in tables)
    return text, sizes


if __name__ == "__main__":
    text, sizes = swift()
    if "--check" in sys.argv:
        sys.exit(0 if OUT.read_text() == text else f"{OUT} is not what this script writes")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text)
    print(sizes)
