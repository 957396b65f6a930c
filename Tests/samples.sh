#!/usr/bin/env bash
# Runs every sample campaign through a built binary as a user would: samples.sh path/to/mailplan
set -euo pipefail
mailplan=$(realpath "$1")
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
segment=campaigns/segments/trial-users.csv
fail() { echo "samples: $*" >&2; exit 1; }

"$mailplan" --version
"$mailplan" lint campaigns || fail "lint found something in the samples"
"$mailplan" fmt --check campaigns || fail "a sample is not in the canonical layout"

for campaign in campaigns/*/campaign.yaml; do
  name=$(basename "$(dirname "$campaign")")
  launch=$(cat "campaigns/$name/launch" 2>/dev/null || echo 2026-12-01T08:00:00Z)
  "$mailplan" compile "$campaign" > "$out/$name.json"
  "$mailplan" graph "$campaign" > "$out/$name.mmd"
  "$mailplan" preview "$campaign" --segment "$segment" --launch "$launch" > "$out/$name.preview"
  for run in 1 2; do
    "$mailplan" run "$campaign" --segment "$segment" --launch "$launch" -o "$out/$name.$run.jsonl" 2> /dev/null
  done
  for part in jsonl summary.json actions.jsonl; do
    cmp "$out/$name.1.$part" "$out/$name.2.$part" || fail "two runs of $name differ in $part"
  done
  [ -s "$out/$name.1.jsonl" ] || fail "$name has an empty manifest"
  echo "$name: $(wc -l < "$out/$name.1.jsonl") rows"
done

# A campaign broken on purpose, and a segment broken on purpose.
sed 's/first_name/frist_name/' campaigns/trial-onboarding/campaign.yaml > "$out/broken.yaml"
cp "$out/broken.yaml" campaigns/trial-onboarding/.broken.yaml
trap 'rm -rf "$out" campaigns/trial-onboarding/.broken.yaml' EXIT
if "$mailplan" lint campaigns/trial-onboarding/.broken.yaml > "$out/broken.txt"; then fail "a misspelt column passes"; fi
grep -q "a column 'first_name' exists" "$out/broken.txt" || fail "no suggestion for a misspelt column"

head -c 3000 "$segment" > "$out/torn.csv"
status=0
"$mailplan" run campaigns/trial-onboarding --segment "$out/torn.csv" --launch 2026-12-01T08:00:00Z \
  -o "$out/torn.jsonl" 2> "$out/torn.txt" || status=$?
[ "$status" = 1 ] || fail "a torn segment ends with $status"
[ ! -e "$out/torn.jsonl" ] || fail "a torn segment leaves a manifest"
status=0
"$mailplan" graph campaigns/trial-onboarding > /dev/full 2> "$out/full.txt" || status=$?
[ "$status" = 74 ] || fail "a full disk ends with $status"
python3 Tests/Schemas/check_schemas.py "$mailplan" || fail "a schema and the tool disagree"
echo "samples: all passed"
