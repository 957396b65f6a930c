#!/usr/bin/env python3
"""Compares addresses.txt with python-email-validator 2.

    python3 -m venv venv && venv/bin/pip install email-validator==2.4.0
    venv/bin/python Tests/CampaignGraphTests/Addresses/check_addresses.py

"""
import pathlib
import re
import sys

from email_validator import EmailNotValidError, validate_email

TABLE = pathlib.Path(__file__).with_name("addresses.txt")


def expand(text):
    text = re.sub(r"<(\d+) (.)>", lambda m: m[2] * int(m[1]), text)
    return re.sub(r" ?U\+([0-9A-F]{4,6})", lambda m: chr(int(m[1], 16)), text)


def judge(address):
    try:
        found = validate_email(address, check_deliverability=False)
        return f"{found.local_part}@{found.ascii_domain}"
    except EmailNotValidError:
        return None


faults = 0
for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
    if line[:2] not in ("+ ", "- ", "* "):
        continue
    written, wanted = line[2:].split(" → ")
    address = expand(written)
    wanted = (address if wanted == "=" else expand(wanted)) if line[0] == "+" else None
    found = judge(address)
    if (found != wanted) != (line[0] == "*"):
        faults += 1
        print(f"{TABLE.name}:{number}: {written}: {found!a} rather than {wanted!a}")
sys.exit(1 if faults else 0)
