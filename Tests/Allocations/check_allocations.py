#!/usr/bin/env python3
"""Count what a run allocates for 10,000 contacts more: nothing, once it is warm.

    python3 Tests/Allocations/check_allocations.py [.build/release/mailplan]

Runs the benchmark's campaign over 1,000 and over 11,000 contacts, with and without bodies. The contacts
behind the first thousand have new ids and addresses, and otherwise the cells of the first thousand: a new
zone or a new way through the campaign is remembered, and remembering allocates. So does growth of the tables
of ids and addresses, of which each has room for nine entries from the start. What is left is no allocation
a contact; some buffers grow until the chunks have their full size. Linux with glibc. Exit code 0: all is well; 1: it allocates; 2: could not be
tried.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
CAMPAIGN = REPOSITORY / "Benchmarks" / "peer" / "campaign.yaml"
FEW, MANY = 1_000, 11_000
# For all 10,000 contacts together: a few for each chunk of a few hundred contacts.
ALLOWED = 500

HEADER = (
    "id,email,first_name,last_name,company,country,timezone,plan,lead_score,signup_date,last_login,tags,phone,"
    "city,notes\n"
)
FIRST = ["James", "Zoë", "", "健太", "Łukasz", "Siobhán", "Anna"]
LAST = ["Smith", "O'Brien", "Müller", "Gonçalves", "Lee"]
COMPANIES = ['"Acme, Inc"', "Globex & Sons", '"Hooli ""Wonka"" AB"', "Initech <Labs>"]
ZONES = ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "Africa/Cairo"]
PLANS = ["free", "trial", "pro", "business", "enterprise"]
NOTES = ["", "Met at conference", '"Line one\nfollow up, ""call"" them"', "Budget < 10k"]


def row(number):
    kind = number % 1_000
    return (
        f"c{number:08d},user{number:08d}@Acme{kind % 9}.example.com,{FIRST[kind % 7]},{LAST[kind % 5]},"
        f"{COMPANIES[kind % 4]},DE,{ZONES[kind % 6]},{PLANS[kind % 5]},{kind % 101},2024-05-{kind % 28 + 1:02d},"
        f'2026-03-01T08:00:{kind % 60:02d}Z,"beta,vip",+49 30 {kind:07d},São Paulo,{NOTES[kind % 4]}\n'
    )


def run(folder, counter, mailplan, count, bodies):
    segment = folder / f"{count}.csv"
    segment.write_text(HEADER + "".join(row(number) for number in range(count)), encoding="utf-8")
    told = folder / "allocations"
    command = [mailplan, "run", CAMPAIGN, "--segment", segment, "--launch", "2026-03-02T08:00:00Z", "-o", "-"]
    command += ["--bodies", bodies, "--workers", "1", "--quiet"]
    environment = os.environ | {"LD_PRELOAD": str(counter), "ALLOCATIONS": str(told)}
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=False)
    if done.returncode != 0 or done.stdout.count(b'"outcome":"send"') != 3 * count:
        print(f"check_allocations: the run over {count} contacts failed", file=sys.stderr)
        sys.exit(2)
    return int(told.read_text())


def main():
    mailplan = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else REPOSITORY / ".build/release/mailplan").resolve()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        counter = folder / "count_at_exit.so"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", counter, HERE / "count_at_exit.c"], check=True)
        for bodies in ("inline", "none"):
            few, many = (run(folder, counter, mailplan, count, bodies) for count in (FEW, MANY))
            print(f"bodies {bodies}: {many - few} allocations for {MANY - FEW} contacts more ({few} before)")
            failed = failed or few <= 0 or many - few > ALLOWED
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
