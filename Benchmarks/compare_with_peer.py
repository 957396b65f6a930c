#!/usr/bin/env python3
"""Run one campaign with mailplan and with the peer script; compare every email, then the speed.

    python3 Benchmarks/compare_with_peer.py                      100,000 contacts
    python3 Benchmarks/compare_with_peer.py --quick              10,000 contacts
    python3 Benchmarks/compare_with_peer.py --contacts FILE.csv  a segment that exists already

The peer needs Python packages: pip install pyyaml jinja2 orjson. Exit code 0: every row is equal;
1: something differs; 2: the comparison could not be made. See README.md in this folder.
"""

import argparse
import csv
import dataclasses
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import yaml

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent
CAMPAIGN = HERE / "peer" / "campaign.yaml"
LAUNCH = "2026-03-02T08:00:00Z"
SHOWN = 5


def unusable(message):
    print(f"compare_with_peer: {message}", file=sys.stderr)
    sys.exit(2)


@dataclasses.dataclass
class Cost:
    cpu: float
    wall: float
    peak_mib: float


def timed(command):
    """Runs `command` and returns what it cost: user and system seconds, and its largest memory."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = PeakMemory(process.pid)
    peak.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    peak.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        unusable(f"exit code {process.returncode} from: {' '.join(map(str, command))}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak.mib or maximum_resident_mib(usage))


class PeakMemory(threading.Thread):
    """Watches a process's own high-water mark until it ends.

    On Linux the ru_maxrss of a child starts from what its parent held when it was spawned, which
    for a small program is more than it ever needs itself.
    """

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.status = f"/proc/{pid}/status"
        self.mib = 0.0

    def run(self):
        while True:
            try:
                with open(self.status, encoding="utf-8") as file:
                    marks = [line for line in file if line.startswith("VmHWM:")]
            except OSError:
                return
            if not marks:
                return
            self.mib = int(marks[0].split()[1]) / 1024
            time.sleep(0.002)


def maximum_resident_mib(usage):
    # KiB on Linux, bytes on macOS.
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure(command, runs):
    """The median of `runs` runs for the times, the largest for the memory."""
    costs = [timed(command) for _ in range(runs)]
    return Cost(
        statistics.median(c.cpu for c in costs),
        statistics.median(c.wall for c in costs),
        max(c.peak_mib for c in costs),
    )


def email_steps(steps):
    for step in steps:
        if "email" in step:
            yield step
        for branch in ("then", "else"):
            yield from email_steps(step.get(branch, []))


def check_templates(python, peer, folder):
    """Our copies of the peer's templates must not drift from what the peer runs."""
    subprocess.run([python, peer, "--dump-templates", folder], check=True)
    for step in email_steps(yaml.safe_load(CAMPAIGN.read_text(encoding="utf-8"))["steps"]):
        name = step["email"]
        ours = (CAMPAIGN.parent / step["html"]).read_bytes()
        if ours != (folder / f"{name}.body.liquid").read_bytes():
            unusable(f"{step['html']} is not the peer's body of '{name}'")
        if step["subject"] != (folder / f"{name}.subject.liquid").read_text(encoding="utf-8"):
            unusable(f"the subject of '{name}' is not the peer's")


def peer_row(line):
    row = json.loads(line)
    return row["contact"], {
        "step": row["step"],
        "to": row["email"],
        "sendAt": row["send_at"],
        "sendAtLocal": row["local_time"],
        "subject": row["subject"],
        # The one difference that is allowed for: MarkupSafe writes a quote in a value as &#34;,
        # Liquid's escape writes &quot;. The templates themselves hold neither.
        "html": row["body"].replace("&#34;", "&quot;"),
    }


def mailplan_row(line):
    row = json.loads(line)
    if row["outcome"] != "send":
        return row["contact"], {"step": row.get("step"), "skip": row.get("reason")}
    fields = ("step", "to", "sendAt", "sendAtLocal", "subject", "html")
    return row["contact"], {field: row.get(field) for field in fields}


class Rows:
    """The rows of a manifest, taken contact by contact in the order of the file."""

    def __init__(self, path, read):
        self.lines = open(path, encoding="utf-8")
        self.read = read
        self.following = self.advance()

    def advance(self):
        line = self.lines.readline()
        return self.read(line) if line else None

    def of(self, contact):
        taken = []
        while self.following is not None and self.following[0] == contact:
            taken.append(self.following[1])
            self.following = self.advance()
        return taken


def differences(contact, expected, found):
    """One text for each email of the contact that is missing, too many, or not the same."""
    for index in range(max(len(expected), len(found))):
        if index >= len(found):
            yield f"{contact}: mailplan has no row for '{expected[index]['step']}'"
        elif index >= len(expected):
            yield f"{contact}: the peer has no row for '{found[index]['step']}'"
        elif expected[index] != found[index]:
            a, b = expected[index], found[index]
            field = next(f for f in [*a, *b] if a.get(f) != b.get(f))
            yield f"{contact} {a['step']}: {field} is {excerpt(a.get(field), b.get(field))}"


def excerpt(expected, found):
    """Both values from shortly before the place where they part."""
    a, b = str(expected), str(found)
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    start = max(0, at - 20)
    return f"{b[start:at + 40]!r}, the peer has {a[start:at + 40]!r}"


def compare(contacts, peer_manifest, mailplan_manifest):
    peer, ours = Rows(peer_manifest, peer_row), Rows(mailplan_manifest, mailplan_row)
    people = emails = different = 0
    with open(contacts, encoding="utf-8", newline="") as file:
        for record in csv.DictReader(file):
            people += 1
            expected, found = peer.of(record["id"]), ours.of(record["id"])
            emails += len(expected)
            for text in differences(record["id"], expected, found):
                different += 1
                if different <= SHOWN:
                    print(text, file=sys.stderr)
    for side, rows in (("the peer", peer), ("mailplan", ours)):
        if rows.following is not None:
            different += 1
            print(f"{side} has a row out of order: {rows.following[0]}", file=sys.stderr)
    if different > SHOWN:
        print(f"... and {different - SHOWN} more", file=sys.stderr)
    return people, emails, different


def report(people, emails, different, peer, ours):
    print(
        f"contacts {people:,}   emails {emails:,}   equal {emails - min(different, emails):,}   different {different:,}"
    )
    print()
    print(f"{'':<10}{'CPU s':>10}{'wall s':>10}{'contacts per CPU s':>22}{'peak MiB':>12}")
    for name, cost in (("peer", peer), ("mailplan", ours)):
        rate = people / max(cost.cpu, 0.001)
        print(f"{name:<10}{cost.cpu:>10.2f}{cost.wall:>10.2f}{rate:>22,.0f}{cost.peak_mib:>12.1f}")
    print()
    print(
        f"mailplan does {peer.cpu / max(ours.cpu, 0.001):.1f} times as many contacts per CPU second"
    )


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--peers",
        type=pathlib.Path,
        default=REPOSITORY.parent / "shared" / "peers",
        help="folder with peer_baseline.py and gen_contacts.py (default: ../shared/peers)",
    )
    parser.add_argument(
        "--mailplan",
        type=pathlib.Path,
        default=REPOSITORY / ".build" / "release" / "mailplan",
        help="the program (default: .build/release/mailplan)",
    )
    parser.add_argument("--python", default=sys.executable, help="the Python that runs the peer")
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--contacts", type=pathlib.Path, help="a segment made earlier by gen_contacts.py"
    )
    size.add_argument(
        "--rows", type=int, default=100_000, help="how many contacts to make (default 100,000)"
    )
    size.add_argument(
        "--quick", action="store_const", const=10_000, dest="rows", help="10,000 contacts"
    )
    parser.add_argument("--runs", type=int, default=3, help="measure the median of so many runs")
    parser.add_argument("--keep", type=pathlib.Path, help="leave both manifests in this folder")
    return parser.parse_args()


def main():
    options = arguments()
    peer = options.peers / "peer_baseline.py"
    for needed in (peer, options.mailplan):
        if not needed.exists():
            unusable(f"{needed} does not exist")
    with tempfile.TemporaryDirectory(prefix="mailplan-peer-") as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        check_templates(options.python, peer, folder / "templates")
        contacts = options.contacts
        if contacts is None:
            contacts = folder / "contacts.csv"
            subprocess.run(
                [options.python, options.peers / "gen_contacts.py", contacts, str(options.rows)],
                check=True,
            )
        peer_manifest, our_manifest = folder / "peer.jsonl", folder / "mailplan.jsonl"
        theirs = [options.python, peer, contacts]
        ours = [options.mailplan, "run", CAMPAIGN, "--segment", contacts, "--launch", LAUNCH]
        # Both write whole manifests to be compared; what is timed goes to the null device, since a
        # disk costs both the same and would hide the work.
        timed(theirs + [peer_manifest])
        timed(ours + ["-o", our_manifest])
        peer_cost = measure(theirs + [os.devnull], options.runs)
        our_cost = measure(ours + ["-o", "-"], options.runs)
        people, emails, different = compare(contacts, peer_manifest, our_manifest)
    report(people, emails, different, peer_cost, our_cost)
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
