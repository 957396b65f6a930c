#!/usr/bin/env bash
# Finds or builds the binary: MAILPLAN, else mailplan on the PATH, else built from the repository around this folder.
# Writes mailplan=PATH to $GITHUB_OUTPUT.
set -euo pipefail

binary=${MAILPLAN:-}
if [ -n "$binary" ]; then
  [ -x "$binary" ] || { echo "mailplan: '$binary' is no program" >&2; exit 2; }
  binary=$(realpath "$binary")
elif command -v mailplan > /dev/null; then
  binary=$(command -v mailplan)
else
  command -v swift > /dev/null || {
    echo "mailplan: not installed, and there is no Swift to build it with" >&2
    exit 2
  }
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  make -C "$here" deps
  swift build --package-path "$here" -c release --product mailplan
  binary=$here/.build/release/mailplan
fi
"$binary" --version
echo "mailplan=$binary" >> "$GITHUB_OUTPUT"
