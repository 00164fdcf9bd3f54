#!/usr/bin/env bash
# Writes on $PULL_REQUEST how $REPORT differs from the report of the base branch, in place of the comment before; without one, what was
# found.
set -euo pipefail
cd "$STUDY"
if [ -d base-report ]; then
  npx bcos report diff base-report "$REPORT" --markdown comment.md
else
  cp outcome.md comment.md
  printf '\nThere is no report of the base branch to compare with.\n' >>comment.md
fi
gh pr comment "$PULL_REQUEST" --body-file comment.md --edit-last --create-if-none
