#!/usr/bin/env bash
# A disk that is full, and one that is read-only, at each folder that a run writes to, one at a time: file
# systems of a fixed size, mounted where nobody else sees them. The run fails and says where; what was there
# is there as it was; when the disk is well again the same run goes on to what a run without trouble makes.
claim="a run on a full or read-only disk fails cleanly and goes on when it is well again"
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

break_full() {
  cat /dev/zero >"$1/filler" 2>/dev/null || true
  ! echo more >"$1/more" 2>/dev/null || [ ! -s "$1/more" ] || refuted "$1 could not be filled"
  rm -f "$1/more"
}
mend_full() {
  rm "$1/filler"
}
break_read-only() {
  mount -o remount,ro "$1"
}
mend_read-only() {
  mount -o remount,rw "$1"
}
says() { # trouble
  case $1 in
    full) grep -i -m 1 -e 'no space left' -e 'disk is full' -e 'make room' "$work/broken.log" ;;
    read-only) grep -i -m 1 -e 'read-only' -e 'readonly' -e 'can.t be written' -e 'right to write' "$work/broken.log" ;;
  esac
}

mkdir -p "$at"/{tables,store,spool,artifacts}
quietly first run first
cp -a "$at" "$work/before"
quietly undisturbed run night --set pipeline.lateMinutes=14
sums night >"$work/expected"
[ -s "$work/expected" ] || refuted "the undisturbed run has no metrics"

round() { # trouble, folder
  local trouble=$1 folder=$at/$2 what="with $2 $1" code=0
  rm -rf "$at"
  cp -a "$work/before" "$at"
  mv "$folder" "$work/aside"
  mkdir "$folder"
  mount -t tmpfs -o size=96m tmpfs "$folder"
  cp -a "$work/aside/." "$folder"
  rm -rf "$work/aside"
  seen >"$work/seen"
  "break_$trouble" "$folder"

  run night --set pipeline.lateMinutes=14 >"$work/broken.log" 2>&1 || code=$?
  [ $code -eq 1 ] || refuted "$what the run ended with $code, see $work/broken.log"
  says "$trouble" >"$work/said" || refuted "$what the run doesn't say so, see $work/broken.log"
  ! grep -q '^	at ' "$work/broken.log" || refuted "$what the run ends with a stack trace"

  "mend_$trouble" "$folder"
  seen >"$work/after"
  cmp -s "$work/seen" "$work/after" || refuted "$what the scores have changed: diff $work/seen $work/after"
  if ! plumb run --resume night >"$work/resume.log" 2>&1; then
    grep -q -e 'Cannot find run night' -e 'run it anew' "$work/resume.log" ||
      refuted "$what it doesn't go on afterwards, see $work/resume.log"
    quietly resume run night --set pipeline.lateMinutes=14 # it had not begun
  fi
  sums night >"$work/found"
  cmp -s "$work/expected" "$work/found" || refuted "$what the run made something else: diff $work/expected $work/found"
  echo "  $trouble, $2: $(cut -c 1-150 "$work/said")"
  umount "$folder"
}

rounds=0
for trouble in ${TROUBLES:-full read-only}; do
  for folder in ${FOLDERS:-tables tables/test-scores/_delta_log store spool artifacts}; do
    round "$trouble" "$folder"
    rounds=$((rounds + 1))
  done
done
proven "$rounds times"
