#!/usr/bin/env bash
# Stops what start.sh started in DIR, and waits until it has.
set -euo pipefail

if [ $# -ne 1 ]; then echo "usage: $0 DIR" >&2; exit 2; fi
for daemon in slurmd slurmctld munged; do
  pid=$1/$daemon.pid
  if [ ! -s "$pid" ]; then continue; fi
  number=$(cat "$pid")
  while kill "$number" 2>/dev/null; do sleep 0.1; done
done
