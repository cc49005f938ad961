#!/usr/bin/env bash
# Two processes commit the same versions of one local table at the same moments: both as the local engine
# does through Delta Kernel, both as Spark does, one of each; and for comparison both through the log store
# that Delta takes where none is set, of which nothing is demanded. 500 versions for each pair, or as many
# as the first argument says; from 10,000 on what was found is kept in benchmarks/results.
claim="of two processes that commit one version of a local table, one wins"
. "$(dirname "$0")/shell/proving.sh"

versions=${1:-500}
./plumb pipelines list >"$work/build.log" 2>&1
lib=$root/target/plumb/lib
mkdir -p "$work/classes"
javac -d "$work/classes" -cp "$lib/*:$lib/spark/*" proofs/contested-versions/src/contest/*.java

found=$work/found.txt
{
  echo "proof    contested-versions.sh $versions"
  echo "machine  $(getconf _NPROCESSORS_ONLN) cores, $(uname -sr); $(java -version 2>&1 | sed -n 2p)"
  echo "commit   $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
} | tee "$found"
java -cp "$work/classes:$lib/*:$lib/spark/*" contest.Contest "$work/logs" "$versions" 2>"$work/contest.log" |
  tee -a "$found" || {
  tail -n 20 "$work/contest.log" >&2
  refuted "see the table above and $work/contest.log"
}
[ "$versions" -lt 10000 ] || cp "$found" "$root/benchmarks/results/$(date +%F)-contested-versions.txt"
proven "$versions versions of each of three pairs"
