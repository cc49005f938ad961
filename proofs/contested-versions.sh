#!/usr/bin/env bash
# Two processes commit the same versions of one local table at the same moments: through Delta Kernel,
# through Spark's log store, one of each; and for comparison through the log store that Delta takes where
# none is set, of which nothing is demanded. 500 versions for each pair, or as many as the first argument
# says; from 10,000 on what was found is kept in benchmarks/results.
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
  echo "machine  $(getconf _NPROCESSORS_ONLN) cores, $(uname -sr), $(df -PT "$work" 2>/dev/null | awk 'NR == 2 { print $2 }'); $(java -version 2>&1 | sed -n 2p)"
  echo "commit   $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
} | tee "$found"
code=0
java -cp "$work/classes:$lib/*:$lib/spark/*" contest.Contest "$work/logs" "$versions" 2>"$work/contest.log" |
  tee -a "$found" || code=$?
[ $code -eq 0 ] || {
  tail -n 20 "$work/contest.log" >&2
  refuted "exit code $code, see the table above and $work/contest.log"
}
if [ "$versions" -ge 10000 ]; then
  cp "$found" "$root/benchmarks/results/$(date +%F)-contested-versions.txt"
fi
proven "$versions versions of each of three pairs"
