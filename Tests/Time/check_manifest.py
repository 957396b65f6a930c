"""Compares a manifest, row by row, with one computed here on Python's zoneinfo (reference.py).

    python3 Tests/Time/check_manifest.py [--contacts 100000] [--tool .build/release/mailplan] [--keep FOLDER]

The campaign has every kind of wait and window, strategies, a gap and a cap; the contacts live in all zones of
the database, and a few in none. Exit code 1 for any difference.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import zoneinfo
from datetime import date, datetime, timedelta
from pathlib import Path

import reference as r

ROOT = Path(__file__).resolve().parents[2]
LAUNCH = "2026-03-01T00:00:00Z"
DEFAULT = "Europe/Berlin"

PROJECT = """\
mailplan: 1
links: { unsubscribe: "https://acme.example/u?c={{ id }}" }
postal_address: Acme GmbH, Ritterstrasse 12, 10969 Berlin, Germany
policies: { POLICIES }
"""
POLICIES = (
    "min_gap: 20 hours, max_emails: { count: 2, per: 7 days, basis: BASIS, otherwise: OTHERWISE }")

HEAD = """\
mailplan: 1
campaign: around-the-clock
type: drip
segment:
  columns:
    id: { type: string, role: id }
    email: { type: email, role: address }
    timezone: timezone?
    signed_up: timestamp
    renews: date?
    open_hours: { type: list, of: integer, role: open_hours }
    opted_out: { type: boolean, role: suppressed }
from: { name: Ada at Acme, email: ada@acme.example }
timezone: { column: timezone, default: Europe/Berlin, on_missing: default, on_invalid: skip }
enroll: { at: signed_up }
steps:
"""

# An email is its id, its category and the keys of its `send`; a wait is as in the file.
STEPS = [
    ("welcome", "marketing", "window: { days: mon-fri, hours: 09:00-17:00 }"),
    "{ for: 2 days, at: 09:30, days: weekdays }",
    ("tips", "marketing",
     "strategy: optimized, fallback_time: 18:30, "
     "window: { hours: { mon-thu: 08:00-20:00, fri: [09:00-12:00, 14:00-16:00], sat: 10:00-12:00 } }"),
    "36 hours",
    ("night", "marketing", "window: { hours: 22:00-06:00, hold: run }"),
    "1 week",
    "{ until: 02:30, days: [sat, sun] }",
    ("early", "marketing", "strategy: immediate"),
    "1 month",
    "{ until: 08:00, days: [tue, thu] }",
    ("digest", "marketing", "window: { days: mon-wed, hours: 07:00-09:00, otherwise: skip }"),
    "{ until: renews, offset: -3 days, at: 02:00, on_past: skip }",
    ("renewal", "marketing", "strategy: immediate"),
    "1 month",
    ("receipt", "transactional", "window: { days: mon, hours: 09:00-10:00 }"),
    "3 days",
    ("last", "marketing", "window: { days: sun, hours: 00:00-24:00, hold: run }"),
]


def write_campaign(folder, policies):
    lines = [HEAD]
    for step in STEPS:
        if isinstance(step, str):
            lines.append(f"  - wait: {step}\n")
            continue
        name, category, send = step
        lines.append(
            f"  - email: {name}\n    category: {category}\n    subject: Hello from {name}\n"
            f"    preheader: About {name}\n    send: {{ {send} }}\n"
            "    text: \"Hello. {{ unsubscribe_url }} Acme GmbH, Ritterstrasse 12, "
            "10969 Berlin, Germany\"\n")
    (folder / "campaign.yaml").write_text("".join(lines))
    (folder / "mailplan.yaml").write_text(PROJECT.replace("POLICIES", policies))


def make_contacts(count):
    chance = random.Random(20260101)
    zones = sorted(zoneinfo.available_timezones() - {"localtime", "posixrules"})
    first = datetime(2026, 2, 20)
    for number in range(count):
        kind = chance.random()
        zone = "" if kind < 0.03 else "Mars/Olympus" if kind < 0.04 else chance.choice(zones)
        signed_up = first + timedelta(seconds=chance.randrange(320 * 86400))
        renews = "" if chance.random() < 0.1 else str(
            date(2026, 3, 1) + timedelta(days=chance.randrange(400)))
        hours = [str(chance.randrange(24)) for _ in range(chance.randrange(5))]
        yield {
            "id": f"c_{number}", "email": f"c{number}@acme.example", "timezone": zone,
            "signed_up": signed_up.isoformat() + "Z", "renews": renews,
            "open_hours": ";".join(hours), "opted_out": "true" if chance.random() < 0.02 else "false",
        }


class Enrollment:
    """One contact through STEPS."""

    def __init__(self, contact, number, policies, launch):
        self.contact, self.number = contact, number
        self.policies, self.launch = policies, launch
        self.zone_name = contact["timezone"] or DEFAULT
        self.zone = r.zone(self.zone_name)
        self.is_suppressed = contact["opted_out"] == "true"
        self.now = r.clock_of(datetime.fromisoformat(contact["signed_up"].removesuffix("Z")))
        self.marks = set()
        self.skips_next = False
        # (instant, went out): emails that count for gap and cap while they wait, or once they went out.
        self.emails = []
        self.path = []
        # (instant, held, place, row)
        self.found = []
        for index, step in enumerate(STEPS):
            if isinstance(step, str):
                self.path.append(WAIT_IDS[index])
                self.wait(step)
            else:
                self.path.append(step[0])
                self.email(*step)

    def go_to(self, at, mark):
        self.now, self.marks = max(self.now, at), {r.clocks(mark)} - {None}

    def wait(self, text):
        if not text.startswith("{"):
            return self.go_to(*r.add(self.zone, self.now, r.parse_period(text)))
        keys = r.parse_mapping(text)
        days = r.parse_days(keys.get("days", "all"))
        if "for" in keys:
            return self.go_to(*r.wait_for(
                self.zone, self.now, r.parse_period(keys["for"]), r.parse_time(keys["at"]), days))
        if keys["until"][0].isdigit():
            return self.go_to(*r.next_local(
                self.zone, self.now, r.parse_time(keys["until"]), days))
        if self.contact["renews"]:
            day = r.add_to_day(
                date.fromisoformat(self.contact["renews"]), r.parse_period(keys["offset"]))
            at, mark = r.resolve(self.zone, datetime.combine(day, r.parse_time(keys["at"])))
            if at >= self.now:
                return self.go_to(at, mark)
        self.marks, self.skips_next = set(), True

    def email(self, name, category, send):
        send = r.parse_mapping("{" + send + "}")
        if self.skips_next:
            self.skips_next = False
            return self.add(name, self.now, self.marks, "past", False)
        at, marks = self.now, set(self.marks)
        if send.get("strategy") == "optimized":
            hours = [int(hour) for hour in self.contact["open_hours"].split(";") if hour]
            hour = r.best_hour(self.zone, hours, [])
            time = send["fallback_time"] if hour is None else f"{hour:02}:00"
            at, mark = r.next_local(
                self.zone, at, r.parse_time(time), set(range(7)), included=True)
            marks.add("fallback" if hour is None else "optimized")
            if at > self.now:
                marks |= {r.clocks(mark)} - {None}
        keys = {}
        if category == "marketing":
            keys = r.parse_mapping(send["window"]) if "window" in send else {}
            window = windows(send["window"]) if keys else None
            at, marks = self.placed(at, marks, window, keys.get("otherwise"))
            if at == "outside-window":
                return self.add(name, self.now, marks, at, False)
            if at == "capped":
                return self.add(name, self.now, marks, self.refusal(self.now) or at, False)
        reason = self.refusal(at)
        if category == "marketing" and at >= self.launch:
            self.emails.append((at, reason is None))
        is_held = at > self.now and keys.get("hold") != "run"
        self.add(name, at, marks, reason, is_held)
        if keys.get("hold") == "run" and at > self.now:
            self.now, self.marks = at, set()

    def placed(self, at, marks, window, otherwise):
        """Before the launch nothing is sent: such a message is moved by its window only."""
        opening, mark = window.opening(self.zone, at) if window else (at, None)
        if opening < self.launch:
            nothing = r.Policies({})
            return r.place(self.zone, at, marks, window, otherwise, nothing, [])
        others = [at for at, went_out in self.emails if went_out or at > self.now]
        return r.place(self.zone, at, marks, window, otherwise, self.policies, others)

    def refusal(self, at):
        if at < self.launch:
            return "past"
        return "suppressed" if self.is_suppressed else None

    def add(self, name, at, marks, reason, is_held):
        instant = datetime.fromtimestamp(at, r.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        row = {
            "outcome": "skip" if reason else "send",
            "messageId": f"around-the-clock:{name}:{self.contact['id']}", "step": name,
            "contact": self.contact["id"], "row": self.number, "sendAt": instant,
            "sendAtLocal": r.iso(self.zone, at), "timezone": self.zone_name,
            "timing": r.listed(marks), "to": self.contact["email"], "path": list(self.path),
        }
        if reason:
            row["reason"] = reason
        self.found.append((at, not is_held, len(self.found), row))

    def rows(self):
        return [row for *_, row in sorted(self.found, key=lambda found: found[:3])]


def wait_ids():
    """`welcome.wait`, then `welcome.wait-2`: from the nearest email before."""
    found, last, count = [], "start", 0
    for step in STEPS:
        if isinstance(step, str):
            count += 1
            found.append(f"{last}.wait" + (f"-{count}" if count > 1 else ""))
        else:
            last, count = step[0], 0
            found.append(last)
    return found


WAIT_IDS = wait_ids()
WINDOWS = {}


def windows(text):
    if text not in WINDOWS:
        WINDOWS[text] = r.parse_window(r.parse_mapping(text))
    return WINDOWS[text]


def expected(contact, number, policies, launch):
    if contact["timezone"] == "Mars/Olympus":
        return [{
            "outcome": "skip", "reason": "zone", "messageId": None, "step": None,
            "contact": contact["id"], "row": number, "to": contact["email"],
        }]
    return Enrollment(contact, number, policies, launch).rows()


def compare(folder, tool, contacts, policies):
    run = subprocess.run(
        [tool, "run", folder / "campaign.yaml", "--segment", folder / "contacts.csv",
         "--launch", LAUNCH, "--bodies", "none", "-o", folder / "manifest.jsonl"],
        capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"mailplan run ended with {run.returncode}: {run.stderr}")
    keys = r.parse_mapping("{" + policies + "}")
    launch = r.clock_of(datetime.fromisoformat(LAUNCH.removesuffix("Z")))
    wrong = rows = 0
    marks = {}
    with open(folder / "manifest.jsonl") as manifest:
        for number, contact in enumerate(contacts, start=2):
            for row in expected(contact, number, r.Policies(keys), launch):
                line = manifest.readline()
                rows += 1
                actual = json.loads(line) if line else {}
                for mark in row.get("timing", []) + [row.get("reason", "sent")]:
                    marks[mark] = marks.get(mark, 0) + 1
                different = {key for key in row if actual.get(key, "?") != row[key]}
                if different or ("reason" in actual) != ("reason" in row):
                    wrong += 1
                    if wrong <= 10:
                        print("expected", row, "\n     got", {key: actual.get(key) for key in row})
        wrong += sum(1 for _ in manifest)
    counts = ", ".join(f"{mark} {count}" for mark, count in sorted(marks.items()))
    print(f"{len(contacts)} contacts, {rows} rows, {wrong} wrong ({policies}; {counts})")
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--contacts", type=int, default=100_000)
    arguments.add_argument("--tool", default=str(ROOT / ".build/release/mailplan"))
    arguments.add_argument("--keep", help="write the campaign and its files to this folder")
    options = arguments.parse_args()
    contacts = list(make_contacts(options.contacts))
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(options.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "contacts.csv", "w") as file:
            file.write(",".join(contacts[0]) + "\n")
            file.writelines(",".join(contact.values()) + "\n" for contact in contacts)
        for basis, otherwise in [("rolling", "delay"), ("calendar", "skip")]:
            policies = POLICIES.replace("BASIS", basis).replace("OTHERWISE", otherwise)
            write_campaign(folder, policies)
            wrong += compare(folder, options.tool, contacts, policies)
    sys.exit(1 if wrong else 0)


main()
