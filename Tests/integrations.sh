#!/usr/bin/env bash
# What CI systems get, as far as it can run here: integrations.sh path/to/mailplan
# Takes the Python packages PyYAML, jsonschema, check-jsonschema and fluidattacks-core-sarif (classes generated from the
# OASIS schema of SARIF 2.1.0) from a folder of its own, and says aloud what it skips without them.
set -euo pipefail
mailplan=$(realpath "$1")
cd "$(dirname "$0")/.."
root=$PWD
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
fail() { echo "integrations: $*" >&2; exit 1; }
skip() { echo "integrations: SKIPPED: $*"; }

export PYTHONPATH="$out/python"
python3 -m pip install --quiet --root-user-action ignore --target "$out/python" \
  pyyaml jsonschema check-jsonschema fluidattacks-core-sarif > "$out/pip.txt" 2>&1 || true
has() { python3 -c "import $1" 2> /dev/null; }

# A repository with a broken campaign in a folder whose name needs escaping.
repo="$out/repo"
mkdir -p "$repo/my campaigns, 100%"
cp -r campaigns/. "$repo/my campaigns, 100%/"
for campaign in "$repo"/*/*/campaign.yaml; do
  sed -i.bak 's/first_name/frist_name/; s/^steps:/# Grüße 日本\r\nsteps:/' "$campaign"
done
git -C "$repo" init --quiet
cd "$repo"

echo "== formats"
status=0
"$mailplan" lint --output json="$out/lint.json" --output sarif="$out/lint.sarif" --output gitlab="$out/lint.gitlab" \
  --output junit="$out/lint.xml" > "$out/lint.txt" || status=$?
[ "$status" = 1 ] || fail "a broken campaign ends with $status"
python3 - "$out" << 'PYTHON'
import json, sys, xml.etree.ElementTree as tree
from pathlib import Path

out = Path(sys.argv[1])
findings = json.loads((out / "lint.json").read_text())["findings"]
results = json.loads((out / "lint.sarif").read_text())["runs"][0]["results"]
issues = json.loads((out / "lint.gitlab").read_text())
cases = tree.parse(out / "lint.xml").getroot().findall("testsuite/testcase")
assert findings, "no findings"
assert len(findings) == len(results) == len(issues), "formats differ in their findings"
assert len(cases) >= len(findings), "junit lacks findings"
assert len({issue["fingerprint"] for issue in issues}) == len(issues), "fingerprints are not unique"
for finding, result, issue in zip(findings, results, issues):
    region = result["locations"][0]["physicalLocation"]["region"]
    # Exact in bytes and in code points, whatever the line holds.
    text = Path(finding["path"]).read_bytes()
    piece = text[region["byteOffset"] : region["byteOffset"] + region["byteLength"]].decode()
    lines = text.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if region["startLine"] == region["endLine"]:
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == piece, (finding, line)
    print_ = result["partialFingerprints"]["primaryLocationLineHash"]
    assert print_ == issue["fingerprint"] == finding["fingerprint"]
    assert issue["location"]["path"] == finding["path"]
PYTHON

echo "== json against grammar/diagnostics.schema.json"
if has jsonschema; then
  python3 - "$root/grammar/diagnostics.schema.json" "$out/lint.json" << 'PYTHON'
import copy, json, sys
import jsonschema

schema, report = (json.load(open(path)) for path in sys.argv[1:])
jsonschema.Draft7Validator.check_schema(schema)
jsonschema.Draft7Validator(schema).validate(report)
broken = copy.deepcopy(report)
broken["findings"][0]["severity"] = "fatal"
assert list(jsonschema.Draft7Validator(schema).iter_errors(broken)), "the schema takes anything"
PYTHON
else skip "jsonschema is not installed"; fi

echo "== bounds and summary against grammar"
if has jsonschema; then
  (cd "$root" && "$mailplan" lint campaigns --report --format json > "$out/report.json")
  "$mailplan" run "$root/campaigns/trial-onboarding" --segment "$root/campaigns/segments/trial-users.csv" \
    --launch 2026-12-01T09:00:00+01:00 --split-by step -o "$out/split.jsonl" 2> "$out/split.txt" ||
    fail "the split run fails: $(cat "$out/split.txt")"
  python3 - "$root/grammar" "$out" << 'PYTHON'
import copy, json, sys
import jsonschema

for name, file in [("report", "report.json"), ("summary", "split.summary.json")]:
    schema = json.load(open(f"{sys.argv[1]}/{name}.schema.json"))
    value = json.load(open(f"{sys.argv[2]}/{file}"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(value)
    broken = copy.deepcopy(value)
    if name == "report":
        assert value["campaigns"], "no campaigns in the report"
        broken["campaigns"][0]["paths"]["verdict"] = "guessed"
    else:
        assert value["parts"], "no parts in the summary"
        broken["parts"][0]["rows"] = -1
    assert list(jsonschema.Draft7Validator(schema).iter_errors(broken)), f"{name}: the schema takes anything"
PYTHON
else skip "jsonschema is not installed"; fi

echo "== sarif against the OASIS schema"
if has fluidattacks_core.sarif; then
  python3 - "$out/lint.sarif" << 'PYTHON'
import copy, json, sys
from fluidattacks_core.sarif import SarifLog

log = json.load(open(sys.argv[1]))
SarifLog.model_validate(log)
broken = copy.deepcopy(log)
broken["runs"][0]["results"][0]["level"] = "fatal"
try:
    SarifLog.model_validate(broken)
    raise SystemExit("the schema takes anything")
except ValueError:
    pass
PYTHON
else skip "fluidattacks-core-sarif is not installed; the hand-written shape in DiagnosticsTests still holds"; fi

echo "== GitHub action"
action="$root/Integrations/github-action"
bash -n "$action/install.sh" && bash -n "$action/lint.sh"
if has yaml; then
  python3 - "$action/action.yml" << 'PYTHON'
import re, sys, yaml

text = open(sys.argv[1]).read()
action = yaml.safe_load(text)
assert action["runs"]["using"] == "composite"
for step in action["runs"]["steps"]:
    assert step["shell"] == "bash"
    # Inputs spliced into a script would be run as part of it.
    assert "${{" not in step["run"], step["run"]
names = set(re.findall(r"inputs\.([\w-]+)", text))
assert names == set(action["inputs"]), names ^ set(action["inputs"])
PYTHON
else skip "PyYAML is not installed"; fi
if has check_jsonschema; then
  python3 -m check_jsonschema --builtin-schema vendor.github-actions "$action/action.yml"
  python3 -m check_jsonschema --builtin-schema vendor.gitlab-ci "$root/Integrations/gitlab/.gitlab-ci.yml"
else skip "check-jsonschema is not installed"; fi

export GITHUB_WORKSPACE="$repo" GITHUB_OUTPUT="$out/github.output" GITHUB_STEP_SUMMARY="$out/summary.md"
echo "before" > "$GITHUB_STEP_SUMMARY"
MAILPLAN="$mailplan" bash "$action/install.sh" > /dev/null
grep -qx "mailplan=$mailplan" "$GITHUB_OUTPUT" || fail "install.sh names no binary"
status=0
(cd "my campaigns, 100%" && MAILPLAN="$mailplan" MAILPLAN_PATHS=$'trial-onboarding\n\nsubject-test\n' \
  MAILPLAN_SARIF=reports/lint.sarif bash "$action/lint.sh" > "$out/log.txt") || status=$?
[ "$status" = 1 ] || fail "lint.sh ends with $status"
grep -qx "status=1" "$GITHUB_OUTPUT" || fail "lint.sh tells no status"
grep -qx "sarif=reports/lint.sarif" "$GITHUB_OUTPUT" || fail "lint.sh names no sarif file"
[ -s "my campaigns, 100%/reports/lint.sarif" ] || fail "lint.sh writes no sarif file"
grep -q '^::error file=my campaigns%2C 100%25/trial-onboarding/campaign.yaml,line=' "$out/log.txt" ||
  fail "no annotation from the root of the repository"
grep -v '^::\(error\|warning\|notice\) ' "$out/log.txt" | grep -q '::\|##\[' && fail "a command in the log"
[ "$(head -n 1 "$GITHUB_STEP_SUMMARY")" = before ] || fail "lint.sh replaces the summary"
grep -q '^### mailplan lint: .* error' "$GITHUB_STEP_SUMMARY" || fail "no problem list in the summary"
status=0
(cd "$root" && MAILPLAN="$mailplan" MAILPLAN_PATHS=campaigns MAILPLAN_FAIL_ON=info bash "$action/lint.sh") || status=$?
[ "$status" = 0 ] || fail "clean samples end with $status"
# What looks like an option or a command is a path.
status=0
MAILPLAN="$mailplan" MAILPLAN_PATHS='--help; $(touch hacked)' bash "$action/lint.sh" > /dev/null || status=$?
[ "$status" = 2 ] && [ ! -e hacked ] || fail "a hostile path ends with $status"
unset GITHUB_WORKSPACE GITHUB_OUTPUT GITHUB_STEP_SUMMARY

echo "== GitLab job"
if has yaml; then
  job=$(python3 -c 'import sys, yaml; print("\n".join(yaml.safe_load(open(sys.argv[1]))["mailplan"]["script"]))' \
    "$root/Integrations/gitlab/.gitlab-ci.yml")
  mkdir -p "$out/bin" && ln -sf "$mailplan" "$out/bin/mailplan"
  status=0
  (cd "my campaigns, 100%" && PATH="$out/bin:$PATH" CI_PROJECT_DIR="$repo" MAILPLAN_PATHS=. bash -euc "$job" > /dev/null) ||
    status=$?
  [ "$status" = 1 ] || fail "the GitLab job ends with $status"
  grep -q '"path": "my campaigns, 100%/trial-onboarding/campaign.yaml"' "my campaigns, 100%/gl-code-quality-report.json" ||
    fail "no path from the root in the Code Quality report"
fi

echo "== pre-commit hooks"
if has yaml; then
  python3 - "$root/.pre-commit-hooks.yaml" "$mailplan" << 'PYTHON'
import re, subprocess, sys, yaml

hooks = yaml.safe_load(open(sys.argv[1]))
assert {hook["id"] for hook in hooks} == {
    "mailplan-lint", "mailplan-fmt", "mailplan-lint-system", "mailplan-fmt-system"}
for hook in hooks:
    assert hook["language"] == ("system" if hook["id"].endswith("-system") else "swift")
    name, command = hook["entry"].split()[:2]
    assert name == "mailplan"
    # Each command is one that the tool has.
    subprocess.run([sys.argv[2], command, "--help"], check=True, stdout=subprocess.DEVNULL)
    files = re.compile(hook["files"])
    assert files.search("campaigns/trial/campaign.yaml") and not files.search("README.md")
PYTHON
fi
if command -v pre-commit > /dev/null; then
  mkdir -p "$out/bin" && ln -sf "$mailplan" "$out/bin/mailplan"
  mkdir "$out/hooks" && cp "$root/.pre-commit-hooks.yaml" "$out/hooks/"
  git -C "$out/hooks" init --quiet && git -C "$out/hooks" add . &&
    git -C "$out/hooks" -c user.name=x -c user.email=x@example.com commit --quiet -m hooks
  git add .
  status=0
  PATH="$out/bin:$PATH" PRE_COMMIT_HOME="$out/pre-commit" pre-commit try-repo "$out/hooks" mailplan-lint-system \
    --all-files > "$out/pre-commit.txt" 2>&1 || status=$?
  [ "$status" = 1 ] && grep -q "frist_name" "$out/pre-commit.txt" || fail "the hook ends with $status"
else skip "pre-commit is not installed"; fi

echo "integrations: all passed"
