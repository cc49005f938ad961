#!/usr/bin/env bash
# Ends the cluster that cluster/start.sh started, with the executors of its workers.
#
#   cluster/stop.sh [FOLDER]    the folder that start.sh was given
set -euo pipefail

folder=${1:-$(cd "$(dirname "$0")" && pwd)/../target/cluster}
ended=0
left=
# Workers first: they end their executors.
for pid in "$folder"/worker-*.pid "$folder"/master.pid; do
  [ -f "$pid" ] || continue
  process=$(cat "$pid")
  if kill "$process" 2>/dev/null; then
    for _ in $(seq 100); do
      kill -0 "$process" 2>/dev/null || break
      sleep 0.1
    done
    if kill -9 "$process" 2>/dev/null; then
      left="$left $(basename "$pid" .pid)"
    fi
    ended=$((ended + 1))
  fi
  rm -f "$pid"
done
rm -rf "$folder/scratch"
[ -z "$left" ] || echo "Ended by force after 10 s:$left" >&2
echo "Ended $ended processes of $folder"
