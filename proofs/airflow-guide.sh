#!/usr/bin/env bash
# The ten minutes of docs/airflow.md, word by word, in a copy of this tree: its commands, taken from it, in
# a home of the proof's own, with a real `airflow standalone`.
claim="docs/airflow.md leads to a running DAG"
. "$(dirname "$0")/shell/proving.sh"

python_environment airflow-3
PATH=$(dirname "$python"):$PATH
export HOME=$work/home PYTHONWARNINGS=ignore
mkdir -p "$HOME"
./plumb --version >/dev/null
clone=$work/clone
mkdir -p "$clone/target"
tar -cf - --exclude=./target --exclude='./*/target' --exclude=./.git . | tar -xf - -C "$clone"
cp -Rp target/plumb "$clone/target/plumb"
cd "$clone"

awk -v commands="$work/commands" '
  /^## / { chapter = ($0 == "## Ten minutes to a running DAG"); next }
  !chapter { next }
  /^```sh/ { inside = 1; ++n; next }
  /^```/ { inside = 0; next }
  inside { print >(commands "-" n) }' docs/airflow.md
[ -s "$work/commands-5" ] && [ ! -e "$work/commands-6" ] || refuted "docs/airflow.md has not the five blocks that it had"
follow() { # number of the block
  bash -euo pipefail "$work/commands-$1" >"$work/commands-$1.log" 2>&1 ||
    refuted "a command of docs/airflow.md failed, see $work/commands-$1.log: $(tail -n 3 "$work/commands-$1.log")"
}

# A port that is free: the page of a person is on 8080.
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export AIRFLOW__API__HOST=127.0.0.1 AIRFLOW__API__PORT=$port AIRFLOW__API__BASE_URL=http://127.0.0.1:$port AIRFLOW__API__WORKERS=1
follow 1
follow 2
began=$SECONDS
setsid bash -euo pipefail "$work/commands-3" >"$work/commands-3.log" 2>&1 &
standalone=$!
trap 'kill -TERM -- -$standalone 2>/dev/null; sleep 3; kill -KILL -- -$standalone 2>/dev/null || :' EXIT
database=$HOME/airflow/airflow.db
ask() { "$python" -c 'import sqlite3, sys; print(*sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute(sys.argv[2]).fetchall())' "$database" "$1" 2>/dev/null; }
until [ "$(ask 'select dag_id from dag')" = "('flight-scores',)" ]; do
  [ $((SECONDS - began)) -lt 240 ] || refuted "Airflow didn't read the DAG, see $work/commands-3.log"
  sleep 1
done
follow 4
until [ "$(ask "select state, run_type from dag_run where state in ('success', 'failed')")" = "('success', 'scheduled') ('success', 'scheduled')" ]; do
  [ $((SECONDS - began)) -lt 480 ] || refuted "two days weren't scored: $(ask 'select * from dag_run')"
  sleep 1
done
follow 5
for each in "scheduled__2001-06-03" "v1" "FINISHED"; do
  grep -q "$each" "$work/commands-5.log" || refuted "the last commands don't show $each, see $work/commands-5.log"
done
diffed=$(./plumb export flight-scores --to airflow --diff ~/airflow/dags) || refuted "what was deployed differs: $diffed"
proven "$((SECONDS - began)) seconds from the export to two scored days"
