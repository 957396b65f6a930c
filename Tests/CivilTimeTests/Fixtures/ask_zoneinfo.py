"""Writes what Python's zoneinfo says about every zone of the database, for ZoneinfoTests.

    python3 ask_zoneinfo.py RANDOM_INSTANTS_A_ZONE

Asked are, from 1970 to 2100: every transition, one second before and after it; the local times before, at and
after the ends of each gap and overlap; and so many random instants and random local times. A local time is
resolved as the campaign language has it: in a gap the first instant after it, in an overlap the first of the
two. Zones with the same file (links) share their answers.

A block for each file, little-endian: the length of the names; the names, separated by spaces; how many
instants; (instant, offset) pairs; how many clocks; (clock, instant, shift) triples with the shift 0 none,
1 gap, 2 overlap. Numbers are 64 bits, clocks are seconds since 1970-01-01T00:00 on the zone's own clock.
"""

import array
import random
import sys
import zoneinfo
from datetime import datetime, timedelta, timezone

NAIVE = datetime(1970, 1, 1)
EPOCH = NAIVE.replace(tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
LAST = int((datetime(2101, 1, 1) - NAIVE) / SECOND)


def offset(zone, seconds):
    return int(datetime.fromtimestamp(seconds, zone).utcoffset() / SECOND)


def transitions(zone):
    """Instants at which the offset changes, by bisection between points 5 days apart."""
    step = 5 * 86400
    before, old = 0, offset(zone, 0)
    while before < LAST:
        after = min(before + step, LAST)
        new = offset(zone, after)
        if new != old:
            low, high = before, after
            while high - low > 1:
                middle = (low + high) // 2
                if offset(zone, middle) == old:
                    low = middle
                else:
                    high = middle
            yield high, old, new
        before, old = after, new


def resolve(zone, clock):
    """By the two readings that PEP 495 gives a local time."""
    local = NAIVE + timedelta(seconds=clock)
    early = int(local.replace(tzinfo=zone, fold=0).utcoffset() / SECOND)
    late = int(local.replace(tzinfo=zone, fold=1).utcoffset() / SECOND)
    if early == late:
        return clock - early, 0
    if early > late:
        return clock - early, 2
    # In a gap fold=0 has the offset before it: the jump lies between the two readings.
    low, high = clock - late, clock - early
    while high - low > 1:
        middle = (low + high) // 2
        if middle + offset(zone, middle) <= clock:
            low = middle
        else:
            high = middle
    return high if low + offset(zone, low) <= clock else low, 1


def questions(zone, chance, count):
    instants, clocks = [], []
    for at, old, new in transitions(zone):
        instants += [at - 1, at, at + 1]
        early, late = sorted((at + old, at + new))
        clocks += [early - 1, early, early + 1, (early + late) // 2, late - 1, late, late + 1]
    instants += [chance.randrange(LAST) for _ in range(count)]
    clocks += [chance.randrange(LAST) for _ in range(count)]
    return instants, clocks


def content(name):
    for folder in zoneinfo.TZPATH:
        try:
            with open(f"{folder}/{name}", "rb") as file:
                return file.read()
        except OSError:
            pass
    return None


def main():
    count = int(sys.argv[1])
    chance = random.Random(20260101)
    names = {}
    for name in sorted(zoneinfo.available_timezones()):
        file = content(name)
        if file is not None:
            names.setdefault(file, []).append(name)
    for group in names.values():
        zone = zoneinfo.ZoneInfo(group[0])
        instants, clocks = questions(zone, chance, count)
        text = " ".join(group).encode()
        numbers = array.array("q")
        for seconds in instants:
            numbers += array.array("q", (seconds, offset(zone, seconds)))
        answers = array.array("q")
        for clock in clocks:
            answers += array.array("q", (clock, *resolve(zone, clock)))
        if sys.byteorder == "big":
            numbers.byteswap()
            answers.byteswap()
        write = sys.stdout.buffer.write
        write(len(text).to_bytes(8, "little") + text)
        write(len(instants).to_bytes(8, "little") + numbers.tobytes())
        write(len(clocks).to_bytes(8, "little") + answers.tobytes())


main()
