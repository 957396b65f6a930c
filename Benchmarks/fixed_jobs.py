"""Five jobs on inputs that are the same on every machine, small enough to be counted instruction by instruction."""

import compare_lint

LAUNCH = "2026-03-02T08:00:00Z"
CONTACTS = 5_000
CAMPAIGNS = 40
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "Asia/Tokyo")
PLANS = ("free", "trial", "pro", "business", "enterprise")
NAMES = ("Ada", "Zoë", "José", "O'Brien", "太郎", "Anne <b>", "Σοφία", "Björn & Co")
HEADER = (
    "id,email,first_name,last_name,company,country,timezone,plan,lead_score,signup_date,last_login,tags,phone,city,"
    "notes"
)


def contact(number):
    """A row for columns of `peer/contacts.yaml`: some cells are empty, some quoted, some hold a line break."""
    name = "" if number % 11 == 0 else NAMES[number * 7 % len(NAMES)]
    notes = '"said ""hello"",\nthen left"' if number % 13 == 0 else ""
    return (
        f"c{number:06},person{number}@example.com,{name},Miller-{number % 97},\"Acme, {number % 1009}\",DE,"
        f"{ZONES[number * 5 % len(ZONES)]},{PLANS[number * 3 % len(PLANS)]},{number * 37 % 101},"
        f"2025-{number % 12 + 1:02}-{number % 28 + 1:02},2026-01-02T03:04:05Z,a;b{number % 5},+49 30 {number},Köln,{notes}"
    )


def jobs(binary, repository, folder):
    """The commands by name; writes what they read into `folder`."""
    segment = folder / "contacts.csv"
    rows = [HEADER, *(contact(number) for number in range(CONTACTS))]
    segment.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="")
    compare_lint.write(folder / "campaigns", CAMPAIGNS, 40)
    given = [repository / "Benchmarks" / "peer", "--segment", segment, "--launch", LAUNCH]
    run = [binary, "run", *given, "--workers", "1", "--quiet"]
    return {
        "run with bodies": [*run, "-o", folder / "bodies.jsonl"],
        "run without bodies": [*run, "--bodies", "none", "-o", folder / "plain.jsonl"],
        "preview": [binary, "preview", *given],
        "lint": [binary, "lint", "--format", "concise", folder / "campaigns"],
        "fmt": [binary, "fmt", "--diff", folder / "campaigns"],
    }
