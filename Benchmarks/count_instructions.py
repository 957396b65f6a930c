#!/usr/bin/env python3
"""Count the instructions of five fixed jobs under callgrind, and tell when one has grown by more than 3 %.

    python3 Benchmarks/count_instructions.py            compare with instructions.json; exit code 1: one has grown
    python3 Benchmarks/count_instructions.py --write    keep the counts of today

Counts repeat to 0.2 % (what runs on one core alone: to 0.01 %) on a noisy machine, where times do not. They hold
for one compiler and one processor architecture; with others, write them anew before a change and compare after it.
Needs valgrind.
Exit code 2: the jobs could not be counted.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

import fixed_jobs

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent
ALLOWED = 0.03


def unusable(message):
    print(f"count_instructions: {message}", file=sys.stderr)
    sys.exit(2)


def count(command, folder):
    # One seed for hashing, or every run would go through its dictionaries in another order.
    environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", NO_COLOR="1", TZ="UTC")
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        cwd=folder, env=environment, capture_output=True, text=True, check=False)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if not collected or done.returncode != 0:
        unusable(f"exit code {done.returncode} from {' '.join(map(str, command))}\n{done.stderr[-800:]}")
    return int(collected[1])


def stripped(binary, folder):
    """A copy without debugging information, which valgrind of Debian 12 cannot read."""
    copy = folder / "mailplan"
    done = subprocess.run(["strip", "--strip-debug", "-o", copy, binary], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        unusable(f"{done.stderr.strip()}; build with: swift build -c release --product mailplan --static-swift-stdlib")
    return copy


def machine():
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"Swift version (\S+)", swift)
    return {"architecture": platform.machine(), "swift": version[1] if version else "unknown"}


def table(counts, kept):
    """Prints the counts, and returns the names of the jobs that have grown."""
    grown = []
    print("| job | instructions, million | kept | change |")
    print("| --- | --- | --- | --- |")
    for name, now in counts.items():
        before = kept.get(name)
        change = "" if before is None else f"{now / before - 1:+.2%}"
        print(f"| {name} | {now / 1e6:,.1f} | {'' if before is None else f'{before / 1e6:,.1f}'} | {change} |")
        if before is not None and now > before * (1 + ALLOWED):
            grown.append(name)
    return grown


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    options.add_argument("--binary", type=pathlib.Path, default=REPOSITORY / ".build" / "release" / "mailplan")
    options.add_argument("--counts", type=pathlib.Path, default=HERE / "instructions.json")
    arguments = options.parse_args()
    if not shutil.which("valgrind"):
        unusable("valgrind is needed: apt-get install valgrind")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        commands = fixed_jobs.jobs(stripped(arguments.binary, folder), REPOSITORY, folder)
        counts = {name: count(command, folder) for name, command in commands.items()}
    if arguments.write:
        table(counts, {})
        arguments.counts.write_text(json.dumps({"machine": machine(), "jobs": counts}, indent=2) + "\n")
        return
    kept = json.loads(arguments.counts.read_text())
    grown = table(counts, kept["jobs"])
    if missing := set(counts) ^ set(kept["jobs"]):
        unusable(f"in one place only: {', '.join(sorted(missing))}; write the counts anew")
    if kept["machine"] != machine():
        print(f"\nThe kept counts are of {kept['machine']}, these of {machine()}: only a hint.")
    if grown:
        print(f"\ngrown by more than {ALLOWED:.0%}: {', '.join(grown)}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
