#!/usr/bin/env bash
# Ten runs of the examples; the tracking database is dropped; `plumb rebuild` restores it. What the
# reading commands and the next plans say before and after is compared and printed.
claim="a dropped tracking database is rebuilt from tables and model directories"
. "$(dirname "$0")/shell/proving.sh"

export PLUMB_TABLES_ROOT=$work/tables PLUMB_ARTIFACTS_ROOT=$work/artifacts
export PLUMB_TRACKING_DATABASE=$work/tracking.db PLUMB_TRACKING_SPOOL=$work/spool PLUMB_ENGINE=local

number=0
run() { # the words of plumb run
  number=$((number + 1))
  quietly "run-$number" ./plumb run "$@" --run "run-$number"
}
run flight-delay
run flight-delay
run flight-delay --set pipeline.lateMinutes=30
run flight-delay
run airport-fees
run airport-load
run flight-scores --date 2001-06-02
run flight-scores --date 2001-06-03
run flight-scores --date 2001-06-02
run airport-fees
quietly promote ./plumb models promote flight-delay 1 --alias trusted --because "seen by a person"

answers() { # folder: a file for each answer, a line for each key; without what a rebuild does not restore
  mkdir -p "$1"
  local each
  for each in "runs list" "models list" "models show flight-delay" \
    "plan flight-delay" "plan airport-fees" "plan airport-load" \
    "plan flight-scores --date 2001-06-02" "plan flight-scores --date 2001-06-04"; do
    ./plumb $each --json >"$1/$each.json" || true
  done
  for each in $(seq "$number"); do
    ./plumb runs show "run-$each" --json | sed 's/[,{]/&\n/g' |
      grep -v -e '^"libraries"' -e '^"metrics":{"logloss"' >"$1/runs show run-$each.json"
  done
}

answers "$work/before"
rm -f "$work"/tracking.db "$work"/tracking.db-wal "$work"/tracking.db-shm
[ "$(./plumb runs list --json)" = '{"runs":[]}' ] || refuted "the dropped database still has runs"
./plumb rebuild --json >"$work/rebuilt.json" 2>"$work/progress.txt" || refuted "$(cat "$work/progress.txt")"
answers "$work/after"

same=0
while IFS= read -r file; do
  if cmp -s "$work/before/$file" "$work/after/$file"; then
    same=$((same + 1))
    echo "same    ${file%.json}"
  else
    echo "differs ${file%.json}"
    diff "$work/before/$file" "$work/after/$file" | head -n 20 || true
  fi
done < <(ls "$work/before")
all=$(ls "$work/before" | wc -l)
cat "$work/rebuilt.json"
[ "$same" = "$all" ] || refuted "$((all - same)) of $all answers differ, see above"
proven "$same of $all answers are the same, environment.libraries aside"
