#!/usr/bin/env bash
# Installs the packages in $STUDY: version $VERSION of the registry, or the tarballs of a folder.
set -euo pipefail
mkdir -p "$STUDY"
action=$(cd "$(dirname "$0")" && pwd)
cd "$STUDY"
[ -f package.json ] || echo '{ "private": true }' >package.json
if [ -d "$VERSION" ]; then
  node "$action/../release/installPackages.mjs" "$VERSION" .
else
  npm install --no-audit --no-fund "@bcos-bench/bcos@$VERSION"
fi
npx bcos engine
