#!/usr/bin/env bash
# Halts a pipeline's run at every fail point, kills it at random moments, stops it past its lease and
# starts it twice at once; goes on with it, and compares all that is there with what an undisturbed run
# left. In some three minutes: each fail point once on the local engine, those around a merge's commit on
# Spark. With `--long [ENGINE]`: on the local engine each time that a point is reached, 200 kills, 20 pauses,
# 100 rounds of two at once; on Spark each point with each kind of write, 60 kills, 5 pauses, 10 rounds.
# With `--long ENGINE WHAT` a part of it: `--long spark kills:60`.
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
[ -z "$long" ] || machine "exactly-once --long $engines${3:+ $3}" >"$work/0-machine.txt"
for engine in $engines; do
  if [ -n "${3:-}" ]; then
    trials "$engine" "$3"
    continue
  fi
  case $engine$long in
    localyes) trials local matrix:every,kills:200,pauses:20,twice:100 ;;
    sparkyes) trials spark matrix:first,kills:60,pauses:5,twice:10 ;;
    local) trials local matrix:point,kills:6,pauses:1,twice:2 ;;
    *) trials spark matrix:merge ;;
  esac
done
[ -z "$long" ] || keep_result exactly-once
proven "$(sed -n 's/^kill matrix, \(.*\) recovered.*/\1/p' "$work"/*.txt | paste -sd ';' | sed 's/;/; /')"
