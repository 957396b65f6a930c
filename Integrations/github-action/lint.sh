#!/usr/bin/env bash
# Runs mailplan lint with annotations, adds the problem list to the job summary, and ends with its exit code.
# Takes MAILPLAN, MAILPLAN_PATHS, MAILPLAN_FAIL_ON, MAILPLAN_MAX_FINDINGS and MAILPLAN_SARIF.
set -euo pipefail

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
arguments=(--format github --output "markdown=$scratch/summary.md" --fail-on "${MAILPLAN_FAIL_ON:-error}")
if [ -n "${MAILPLAN_MAX_FINDINGS:-}" ]; then arguments+=(--max-findings "$MAILPLAN_MAX_FINDINGS"); fi
if [ -n "${MAILPLAN_SARIF:-}" ]; then
  mkdir -p "$(dirname "$MAILPLAN_SARIF")"
  arguments+=(--output "sarif=$MAILPLAN_SARIF")
fi

paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<< "${MAILPLAN_PATHS:-.}"

status=0
"${MAILPLAN:-mailplan}" lint "${arguments[@]}" -- "${paths[@]}" || status=$?

# Added, not replaced: other commands of the step may have written to it.
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$scratch/summary.md" ]; then
  cat "$scratch/summary.md" >> "$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "status=$status" >> "$GITHUB_OUTPUT"
  # A name with line breaks would add outputs of its own.
  if [ -n "${MAILPLAN_SARIF:-}" ] && [ -e "$MAILPLAN_SARIF" ]; then
    printf 'sarif=%s\n' "${MAILPLAN_SARIF//[$'\r\n']/}" >> "$GITHUB_OUTPUT"
  fi
fi
exit "$status"
