#!/usr/bin/env bash
# Halts a pipeline's run at every fail point, kills it at random moments, stops it past its lease and
# starts it twice at once; goes on with it, and compares all that is there with what an undisturbed run
# left. In a few minutes: each fail point once on the local engine, those around the commit on Spark. With
# `--long [ENGINE]`: each time that a point is reached, 200 kills, 100 rounds of two at once.
claim="what a run does is there once, whenever its process ends"
. "$(dirname "$0")/shell/proving.sh"
. "$root/proofs/shell/trials.sh"

long=
engines="local spark"
if [ "${1:-}" = --long ]; then
  long=yes
  engines=${2:-$engines}
fi

build_trials
[ -z "$long" ] || machine "exactly-once --long $engines" >"$work/0-machine.txt"
for engine in $engines; do
  if [ -n "$long" ]; then
    trials "$engine" matrix:every,kills:200,pauses:20,twice:100
  elif [ "$engine" = local ]; then
    trials local matrix:first,kills:10,pauses:2,twice:5
  else
    trials spark matrix:commit
  fi
done
[ -z "$long" ] || keep_result exactly-once
proven "$(sed -n 's/^kill matrix, \(.*\) recovered.*/\1/p' "$work"/*.txt | paste -sd ';' | sed 's/;/; /')"
