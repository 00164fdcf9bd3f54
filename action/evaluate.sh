#!/usr/bin/env bash
# Evaluates $NETWORK on $DATA in the workspace $STUDY, and tells GitHub what came of it. An accuracy under $FAIL_UNDER is told, and fails
# a later step.
set -euo pipefail
words=("$(realpath "$NETWORK")" --data "$(realpath "$DATA")" --norm "$NORM" --eps "$EPS" --limit "$LIMIT")
words+=(--name evaluate-action --no-measure --json "$STUDY/outcome.json" --markdown "$STUDY/outcome.md")
while IFS= read -r flag; do
  [ -z "$flag" ] || words+=("$flag")
done <<<"$FLAGS"
[ -z "$FAIL_UNDER" ] || words+=(--fail-under "$FAIL_UNDER")
cd "$STUDY"
code=0
npx bcos evaluate "${words[@]}" || code=$?
# 3: all went well, and the accuracy is under the bound.
[ "$code" = 0 ] || [ "$code" = 3 ] || exit "$code"
cat outcome.md >>"$GITHUB_STEP_SUMMARY"
{
  node -e 'const o = JSON.parse(fs.readFileSync("outcome.json")); console.log(`clean=${o.clean.value}\nrobust=${o.robust.value}`)'
  echo "report=$STUDY/out/evaluate-action/report"
  if [ "$code" = 3 ]; then echo under=true; else echo under=false; fi
} >>"$GITHUB_OUTPUT"
