"""Writes zones.txt: what Python's zoneinfo says about chosen instants and local times.

    python3 generate_zones.py > zones.txt

The first line names the version of the database. Then one line a question:
    U zone seconds offset abbreviation      the offset at an instant
    L zone clock instant shift              the instant of a local time (both as seconds since 1970)
A local time is resolved as the campaign language has it: in a gap the first instant after it, in an
overlap the first of the two. The order is fixed, so that two runs give the same bytes.
"""

import random
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

ZONES = """
Africa/Abidjan Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Johannesburg Africa/Monrovia
Africa/Windhoek America/Anchorage America/Argentina/Buenos_Aires America/Asuncion America/Bogota
America/Caracas America/Chicago America/Denver America/Godthab America/Halifax America/Havana
America/Los_Angeles America/Mexico_City America/Miquelon America/New_York America/Noronha
America/Phoenix America/Santiago America/Sao_Paulo America/Scoresbysund America/St_Johns
Antarctica/Casey Antarctica/Macquarie Antarctica/Troll Asia/Amman Asia/Dhaka Asia/Gaza
Asia/Jerusalem Asia/Kathmandu Asia/Kolkata Asia/Manila Asia/Pyongyang Asia/Shanghai Asia/Tehran
Asia/Tokyo Atlantic/Azores Australia/Adelaide Australia/Eucla Australia/Lord_Howe
Australia/Sydney Etc/GMT+12 Etc/UTC Europe/Berlin Europe/Dublin Europe/Istanbul Europe/Lisbon
Europe/London Europe/Moscow Europe/Paris Pacific/Apia Pacific/Auckland Pacific/Chatham
Pacific/Easter Pacific/Fiji Pacific/Kiritimati Pacific/Norfolk
""".split()

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
NAIVE = datetime(1970, 1, 1)
FIRST, LAST = 0, int((datetime(2101, 1, 1) - NAIVE).total_seconds())


def offset(zone, seconds):
    return int((EPOCH + timedelta(seconds=seconds)).astimezone(zone).utcoffset().total_seconds())


def name(zone, seconds):
    return (EPOCH + timedelta(seconds=seconds)).astimezone(zone).tzname()


def transitions(zone):
    """Instants at which the offset changes, by bisection between points 6 days apart."""
    step = 6 * 86400
    found = []
    before = FIRST
    while before < LAST:
        after = min(before + step, LAST)
        if offset(zone, before) != offset(zone, after):
            low, high = before, after
            while high - low > 1:
                middle = (low + high) // 2
                if offset(zone, middle) == offset(zone, low):
                    low = middle
                else:
                    high = middle
            found.append(high)
        before = after
    return found


def resolve(zone, clock):
    """All instants that show `clock`, by trying every offset in use within two days."""
    near = {offset(zone, clock + hours * 3600) for hours in range(-48, 49)}
    matches = sorted({clock - o for o in near if offset(zone, clock - o) == o})
    if matches:
        return matches[0], "overlap" if len(matches) > 1 else "none"
    # The clock jumps over it: the first instant that shows something later.
    low, high = clock - 2 * 86400, clock + 2 * 86400
    while high - low > 1:
        middle = (low + high) // 2
        if middle + offset(zone, middle) < clock:
            low = middle
        else:
            high = middle
    return high, "gap"


def version():
    for folder in TZPATH:
        path = Path(folder, "tzdata.zi")
        if path.exists():
            return path.read_text().split("\n", 1)[0].removeprefix("# version ")
    return "unknown"


def main():
    chance = random.Random(20260101)
    print("version", version())
    for key in ZONES:
        zone = ZoneInfo(key)
        changes = transitions(zone)
        chosen = changes[:2] + changes[-3:] + chance.sample(changes, min(3, len(changes)))
        for change in sorted(set(chosen)):
            for seconds in (change - 1, change):
                print("U", key, seconds, offset(zone, seconds), name(zone, seconds))
            early, late = sorted((change + offset(zone, change - 1), change + offset(zone, change)))
            for clock in (early - 1, early, (early + late) // 2, late):
                print("L", key, clock, *resolve(zone, clock))
        for _ in range(5):
            seconds = chance.randrange(FIRST, LAST)
            print("U", key, seconds, offset(zone, seconds), name(zone, seconds))
            print("L", key, seconds, *resolve(zone, seconds))


main()
