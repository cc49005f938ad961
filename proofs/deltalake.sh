#!/usr/bin/env bash
# Python's deltalake, which shares no code with Spark or Kernel, reads every table that the four examples
# write on the local engine, and those of flight-delay on Spark: the rows that `plumb tables show` tells.
claim="deltalake reads every table of the examples, same rows"
. "$(dirname "$0")/shell/proving.sh"

python_environment

example() { # folder, engine, then the words of plumb run
  local folder=$work/$1 engine=$2
  shift 2
  PLUMB_TABLES_ROOT=$folder/tables PLUMB_ARTIFACTS_ROOT=$folder/artifacts \
    PLUMB_TRACKING_DATABASE=$folder/tracking.db quietly "$engine-$1" ./plumb run "$@" --engine "$engine"
}

tell() { # folder: every row of every table as plumb tells it
  local folder=$work/$1
  mkdir -p "$folder/told"
  export PLUMB_TABLES_ROOT=$folder/tables PLUMB_TRACKING_DATABASE=$folder/tracking.db
  ./plumb tables list --json >"$folder/tables.json"
  for table in $("$python" -c 'import json, sys; print(*(t["table"] for t in json.load(sys.stdin)["tables"]))' <"$folder/tables.json"); do
    ./plumb tables show "$table" --rows 100000000 --json >"$folder/told/$table.json"
  done
}

example local local flight-delay
example local local airport-fees
example local local airport-load
example local local flight-scores --from 2001-06-01 --to 2001-06-07
example spark spark flight-delay
tell local
tell spark
"$python" proofs/python/delta_rows.py "$work/local/told" "$work/spark/told" >"$work/rows.txt" || {
  cat "$work/rows.txt"
  refuted "rows differ, see above"
}
cat "$work/rows.txt"
proven "$(grep -c ' rows ' "$work/rows.txt") tables, $(grep -c 'both engines' "$work/rows.txt") of them equal on Spark and local"
