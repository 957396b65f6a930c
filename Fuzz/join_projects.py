#!/usr/bin/env python3
"""Writes each sample campaign, with the files that it uses, as one file of the form that `ProjectBytes` reads.

    python3 Fuzz/join_projects.py FOLDER
"""
import pathlib
import sys

SHARED = ["mailplan.yaml", "segments", "layouts", "partials"]
SUFFIXES = {".yaml", ".liquid"}
MOST_FILES = 16


def texts(place):
    found = [place] if place.is_file() else sorted(place.rglob("*"))
    return [path for path in found if path.suffix in SUFFIXES and "expected" not in path.parts]


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    root = pathlib.Path(__file__).resolve().parent.parent / "campaigns"
    for campaign in sorted(root.glob("*/campaign.yaml")):
        own = [path for path in texts(campaign.parent) if path != campaign]
        files = [campaign] + [path for name in SHARED for path in texts(root / name)] + own
        project = b""
        for path in files[:MOST_FILES]:
            text = path.read_bytes()
            project += b"%% " + str(path.relative_to(root)).encode() + b"\n" + text
            project += b"" if text.endswith(b"\n") else b"\n"
        (out / campaign.parent.name).write_bytes(project)


if __name__ == "__main__":
    main()
