#!/usr/bin/env bash
# A disk that is full, at each folder that a run writes to, one at a time: file systems of a fixed size,
# mounted where nobody else sees them. The run fails and says where; what was there is there as it was;
# with room again the same run goes on to what a run without trouble makes.
claim="a run on a full disk fails cleanly and goes on when there is room"
if [ -z "${APART:-}" ] && command -v unshare >/dev/null; then
  for mapped in "" --map-root-user; do
    ! unshare --mount $mapped true 2>/dev/null || APART=yes exec unshare --mount $mapped bash "$0" "$@"
  done
fi
. "$(dirname "$0")/shell/proving.sh"
[ -n "${APART:-}" ] || out_of_reach "this system gives no mounts of one's own (unshare --mount)"

at=$work/at
plumb() {
  ./plumb "$@" --conf "tables.root=$at/tables" --conf "tracking.database=$at/store/tracking.db" \
    --conf "tracking.spool=$at/spool" --conf "artifacts.root=$at/artifacts"
}
run() { # its id, then more words
  local id=$1
  shift
  plumb run flight-delay --engine local --run "$id" "$@"
}
seen() { # the table that the run would write last
  plumb tables show test-scores --json
}
sums() { # the metrics of a run and the rows that it wrote
  plumb runs show "$1" --json | grep -Eo '"(auc|log_loss|brier)":[^,}]*|"rows":[0-9]+' | sort
}

mkdir -p "$at"/{tables,store,spool,artifacts}
quietly first run first
cp -a "$at" "$work/before"
quietly undisturbed run night --set pipeline.lateMinutes=14
sums night >"$work/expected"
[ -s "$work/expected" ] || refuted "the undisturbed run has no metrics"

for full in tables tables/test-scores/_delta_log store spool artifacts; do
  rm -rf "$at"
  cp -a "$work/before" "$at"
  folder=$at/$full
  mv "$folder" "$work/aside"
  mkdir "$folder"
  mount -t tmpfs -o size=96m tmpfs "$folder"
  cp -a "$work/aside/." "$folder"
  rm -rf "$work/aside"
  seen >"$work/seen"
  cat /dev/zero >"$folder/filler" 2>/dev/null || true
  ! echo more >"$folder/more" 2>/dev/null || [ ! -s "$folder/more" ] || refuted "$full could not be filled"
  rm -f "$folder/more"

  code=0
  run night --set pipeline.lateMinutes=14 >"$work/full.log" 2>&1 || code=$?
  [ $code -eq 1 ] || refuted "with $full full the run ended with $code, see $work/full.log"
  grep -qi -e 'no space left' -e 'disk is full' -e 'make room' "$work/full.log" ||
    refuted "with $full full the run doesn't say so, see $work/full.log"
  ! grep -q '^	at ' "$work/full.log" || refuted "with $full full the run ends with a stack trace"

  rm "$folder/filler"
  seen >"$work/after"
  cmp -s "$work/seen" "$work/after" || refuted "with $full full the scores have changed: diff $work/seen $work/after"
  if ! plumb run --resume night >"$work/resume.log" 2>&1; then
    grep -q -e 'Cannot find run night' -e 'run it anew' "$work/resume.log" || refuted "with room again it doesn't go on, see $work/resume.log"
    quietly resume run night --set pipeline.lateMinutes=14 # it had not begun
  fi
  sums night >"$work/found"
  cmp -s "$work/expected" "$work/found" || refuted "after $full was full the run made something else: diff $work/expected $work/found"
  echo "  $full: $(grep -i -m 1 -e 'no space left' -e 'disk is full' -e 'make room' "$work/full.log" | cut -c 1-150)"
  umount "$folder"
done
proven "at 5 folders"
