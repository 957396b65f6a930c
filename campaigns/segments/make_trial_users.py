#!/usr/bin/env python3
"""Write trial-users.csv: 200 made-up contacts, the same bytes on every machine.

    python3 make_trial_users.py            write trial-users.csv beside this script
    python3 make_trial_users.py --check    exit 1 if the file differs from what would be written

Chance is a hash of stable names, not a random generator, so that a new column or a new Python
version leaves every other value as it was. Dates lie around a launch on 2026-12-01. All domains
end in .example (RFC 2606): nobody can get mail by accident.
"""

import csv
import datetime
import hashlib
import io
import pathlib
import sys

ROWS = 200
SEED = "trial-users-1"
LAUNCH = datetime.date(2026, 12, 1)
OUTPUT = pathlib.Path(__file__).with_name("trial-users.csv")
HEADER = [
    "id",
    "email",
    "first_name",
    "last_name",
    "company",
    "country",
    "timezone",
    "plan",
    "seats",
    "monthly_spend",
    "lead_score",
    "signed_up_at",
    "last_seen_on",
    "trial_ends_on",
    "renews_on",
    "tags",
    "open_hours",
    "opted_out",
]

# country: zones, first names, last names; a name that is not ASCII is followed by its ASCII form.
PLACES = {
    "DE": (
        ["Europe/Berlin"],
        "Jürgen/juergen Anna Lukas Sophie Matthias",
        "Müller/mueller Schmidt Weiß/weiss Becker",
    ),
    "GB": (["Europe/London"], "Oliver Amelia Harry Isla", "Smith O'Connor/oconnor Taylor Hughes"),
    "IE": (
        ["Europe/Dublin"],
        "Siobhán/siobhan Conor Aoife",
        "Ó'Súilleabháin/osuilleabhain Murphy Walsh",
    ),
    "FR": (
        ["Europe/Paris"],
        "François/francois Chloé/chloe Hugo Inès/ines",
        "Lefèvre/lefevre Martin d'Aubigné/daubigne",
    ),
    "ES": (
        ["Europe/Madrid", "Atlantic/Canary"],
        "José/jose Lucía/lucia Pablo",
        "Núñez/nunez García/garcia Romero",
    ),
    "PT": (
        ["Europe/Lisbon", "Atlantic/Azores"],
        "João/joao Beatriz Tiago",
        "Gonçalves/goncalves Costa Simões/simoes",
    ),
    "PL": (["Europe/Warsaw"], "Łukasz/lukasz Zofia Paweł/pawel", "Kowalczyk Wójcik/wojcik Nowak"),
    "CZ": (["Europe/Prague"], "Žofie/zofie Jan Tomáš/tomas", "Dvořák/dvorak Svoboda"),
    "SE": (["Europe/Stockholm"], "Åsa/asa Erik Björn/bjoern", "Sjöberg/sjoeberg Lindqvist"),
    "NO": (["Europe/Oslo"], "Øyvind/oeyvind Ingrid", "Bjørnstad/bjoernstad Hansen"),
    "FI": (["Europe/Helsinki"], "Väinö/vaino Aino", "Mäkelä/makela Virtanen"),
    "GR": (
        ["Europe/Athens"],
        "Νίκος/nikos Ελένη/eleni",
        "Παπαδόπουλος/papadopoulos Γεωργίου/georgiou",
    ),
    "TR": (["Europe/Istanbul"], "Ağustos/agustos Elif", "Şahin/sahin Yılmaz/yilmaz"),
    "UA": (["Europe/Kyiv"], "Олена/olena Андрій/andrii", "Шевченко/shevchenko Коваль/koval"),
    "US": (
        [
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
        ],
        "Grace James Maria Ethan Olivia Noah Ava",
        "Hopper Johnson Brown O'Brien/obrien Garcia Lee",
    ),
    "CA": (
        ["America/Toronto", "America/Vancouver", "America/Halifax", "America/St_Johns"],
        "Liam Zoë/zoe Étienne/etienne",
        "Tremblay MacDonald Roy",
    ),
    "MX": (
        ["America/Mexico_City", "America/Tijuana"],
        "Ximena Andrés/andres",
        "Hernández/hernandez Ramírez/ramirez",
    ),
    "BR": (["America/Sao_Paulo", "America/Manaus"], "Antônia/antonia Caio", "Araújo/araujo Souza"),
    "AR": (["America/Argentina/Buenos_Aires"], "Martín/martin Camila", "Fernández/fernandez Sosa"),
    "CL": (["America/Santiago"], "Ignacio Sofía/sofia", "Muñoz/munoz Rojas"),
    "JP": (["Asia/Tokyo"], "健太/kenta 美咲/misaki さくら/sakura", "田中/tanaka 佐藤/sato"),
    "KR": (["Asia/Seoul"], "지우/jiwoo 민준/minjun", "김/kim 박/park"),
    "CN": (["Asia/Shanghai"], "秀英/xiuying 敏/min", "王/wang 李/li"),
    "SG": (["Asia/Singapore"], "Wei Priya", "Tan Lim"),
    "IN": (["Asia/Kolkata"], "Aarav Diya Rohan", "Sharma Iyer Patel"),
    "NP": (["Asia/Kathmandu"], "Asha Bikash", "Gurung Thapa"),
    "IL": (["Asia/Jerusalem"], "נועה/noa Eitan", "Levi כהן/cohen"),
    "AE": (["Asia/Dubai"], "محمد/mohammed Layla", "Haddad Rahman"),
    "AU": (
        ["Australia/Sydney", "Australia/Adelaide", "Australia/Perth", "Australia/Lord_Howe"],
        "Jack Charlotte Mia",
        "Wilson Nguyen Kelly",
    ),
    "NZ": (["Pacific/Auckland", "Pacific/Chatham"], "Aroha Māia/maia", "Ngata Williams"),
    "WS": (["Pacific/Apia"], "Sina", "Leavai"),
    "KI": (["Pacific/Kiritimati"], "Teuila", "Tong"),
    "ZA": (["Africa/Johannesburg"], "Thandi Pieter", "Nkosi van_der_Merwe/vandermerwe"),
    "NG": (["Africa/Lagos"], "Chidi Ngozi", "Okafor Adeyemi"),
    "EG": (["Africa/Cairo"], "Youssef Nour", "Hassan Farouk"),
    "MA": (["Africa/Casablanca"], "Yasmine Karim", "Benali Idrissi"),
}
COUNTRIES = list(PLACES)
WEIGHTED = COUNTRIES + [
    "DE",
    "DE",
    "GB",
    "FR",
    "ES",
    "US",
    "US",
    "US",
    "US",
    "CA",
    "JP",
    "IN",
    "AU",
    "BR",
]
COMPANIES = [
    ("Northwind", "Northwind"),
    ("Fabrikam, Inc.", "fabrikam"),
    ("Tailspin Toys", "tailspin"),
    ("Müller, Schmidt & Partner", "msp"),
    ('The "Good" Bakery', "goodbakery"),
    ("Litware <Labs>", "litware"),
    ("Contoso", "contoso"),
    ("Åkerlund & Söner", "akerlund"),
    ("Adventure Works", "adventureworks"),
    ("Wide World Importers, Ltd.", "wideworld"),
    ("Blue Yonder", "blueyonder"),
    ("O'Hara's", "oharas"),
    ("Proseware", "proseware"),
    ("Lumière SARL", "lumiere"),
    ('"Quay", Harbour & Co.', "quay"),
    ("東京データ", "tokyodata"),
    ("Trey Research", "trey"),
    ("Relecloud", "relecloud"),
    ("City Power & Light", "citypower"),
    ("Woodgrove", "woodgrove"),
]
TAGS = ["newsletter", "webinar", "beta", "partner", "migration", "champion"]


def draw(row, what, below):
    """A whole number from 0 to `below` - 1, decided by the names alone."""
    digest = hashlib.sha256(f"{SEED}:{row}:{what}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def pick(row, what, items):
    return items[draw(row, what, len(items))]


def name(row, what, names):
    shown, _, ascii_form = pick(row, what, names.split()).partition("/")
    return shown.replace("_", " "), (ascii_form or shown).lower()


def day(offset):
    return (LAUNCH + datetime.timedelta(days=offset)).isoformat()


def contact(row):
    country = pick(row, "country", WEIGHTED)
    zones, first_names, last_names = PLACES[country]
    first, first_ascii = name(row, "first", first_names)
    last, last_ascii = name(row, "last", last_names)
    company, host = pick(row, "company", COMPANIES)
    email = f"{first_ascii}.{last_ascii}{row}@{host.lower()}.example"
    zone = pick(row, "zone", zones)

    plan = pick(row, "plan", ["free"] * 10 + ["pro"] * 7 + ["team"] * 3)
    seats = {
        "free": 1 + draw(row, "seats", 3),
        "pro": 1 + draw(row, "seats", 9),
        "team": 5 + draw(row, "seats", 60),
    }[plan]
    spend = ""
    if plan != "free":
        cents = seats * {"pro": 1900, "team": 2750}[plan]
        spend = f"{cents // 100}.{cents % 100:02d}"

    fresh = plan == "free" and draw(row, "fresh", 10) < 7
    age = 5 + draw(row, "age", 40 if fresh else 700)
    signed_up = f"{day(-age)}T{draw(row, 'hour', 24):02d}:{draw(row, 'minute', 60):02d}:{draw(row, 'second', 60):02d}Z"
    seen = day(-1 - draw(row, "seen", min(age, 160)))
    trial_ends = day(30 - age + draw(row, "grace", 15)) if plan == "free" else ""
    renews = "" if plan == "free" else day(draw(row, "renews", 100) - 15)

    tags = [tag for tag in TAGS if draw(row, tag, 10) < (7 if tag == "newsletter" else 2)]
    usual = 7 + draw(row, "usual", 14)
    opens = [usual + draw(row, f"open {n}", 3) for n in range(draw(row, "opens", 7))]
    score = str(draw(row, "score", 101))

    # What real lists have: gaps.
    if draw(row, "no first name", 100) < 7:
        first = ""
    if draw(row, "no company", 100) < 8:
        company = ""
    if draw(row, "no zone", 100) < 6:
        zone = ""
    if draw(row, "no score", 100) < 5:
        score = ""
    if draw(row, "never seen", 100) < 6:
        seen = ""
    if draw(row, "no trial end", 100) < 5:
        trial_ends = ""
    if draw(row, "no renewal", 100) < 8:
        renews = ""
    opted_out = "true" if draw(row, "opted out", 100) < 3 else "false"

    return {
        "id": f"c_{1000 + row}",
        "email": email,
        "first_name": first,
        "last_name": last,
        "company": company,
        "country": country,
        "timezone": zone,
        "plan": plan,
        "seats": seats,
        "monthly_spend": spend,
        "lead_score": score,
        "signed_up_at": signed_up,
        "last_seen_on": seen,
        "trial_ends_on": trial_ends,
        "renews_on": renews,
        "tags": ";".join(tags),
        "open_hours": ";".join(map(str, opens)),
        "opted_out": opted_out,
    }


def contacts():
    rows = [contact(row) for row in range(1, ROWS + 1)]
    # One of each mistake that every list has sooner or later; all three on the free plan, so that
    # trial-onboarding meets them.
    free = [
        row
        for row in rows
        if row["plan"] == "free" and row["opted_out"] == "false" and row["timezone"]
    ]
    free[20]["timezone"] = "Europe/Belrin"
    free[40]["email"] = free[40]["email"].replace("@", " at ")
    free[60]["email"] = free[10]["email"]
    return rows


def text():
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, lineterminator="\n")
    writer.writeheader()
    writer.writerows(contacts())
    return out.getvalue().encode("utf-8")


def main():
    if sys.argv[1:] == ["--check"]:
        sys.exit(
            0 if OUTPUT.read_bytes() == text() else f"{OUTPUT.name} is not what this script writes"
        )
    OUTPUT.write_bytes(text())


if __name__ == "__main__":
    main()
