#!/usr/bin/env bash
# Halts a pipeline's run at every fail point, kills it at random moments, stops it past its lease and
# starts it twice at once; goes on with it, and compares all that is there with what an undisturbed run
# left. In a few minutes: each fail point once on the local engine, those around the commit on Spark. With
# `--long [ENGINE]`: each time that a point is reached, 200 kills, 100 rounds of two at once.
claim="what a run does is there once, whenever its process ends"
. "$(dirname "$0")/shell/proving.sh"

long=
engines="local spark"
if [ "${1:-}" = --long ]; then
  long=yes
  engines=${2:-$engines}
fi

./plumb pipelines list >"$work/build.log" 2>&1
lib=$root/target/plumb/lib
jars() {
  local IFS=:
  set -- "$@"
  echo "$*"
}
mkdir -p "$work/classes"
cp -r proofs/exactly-once/META-INF "$work/classes"
quietly javac javac -d "$work/classes" -parameters -Xlint:all -cp "$lib/*" \
  $(find proofs/exactly-once/src -name '*.java' ! -name package-info.java)
(cd "$work/classes" && "$(dirname "$(command -v javac)")/jar" cf "$work/proof.jar" .)

trials() { # engine, what
  local engine=$1 path opens=()
  path=$(jars "$lib"/*.jar)
  if [ "$engine" = spark ]; then
    path=$path:$(jars "$lib"/spark/*.jar)
    opens=("@$root/target/plumb/spark.args")
  fi
  path=$path:$work/proof.jar
  local start=(java "${opens[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
    -Xlog:disable -Xlog:all=error:stderr)
  # Starting is most of the time: what a run loads is kept in an archive.
  local archive=$work/$engine.jsa
  mkdir -p "$work/$engine/archive"
  java -XX:+UseSerialGC -cp "$path" proof.ExactlyOnce proofs/exactly-once "$work/$engine/archive" "$engine" \
    none:0 -- "${start[@]}" "-XX:ArchiveClassesAtExit=$archive" -cp "$path" dev.plumbline.cli.Plumb \
    >"$work/$engine-archive.log" 2>&1 || refuted "the undisturbed run on $engine failed, see $work/$engine-archive.log"
  java -XX:+UseSerialGC -cp "$path" proof.ExactlyOnce proofs/exactly-once "$work/$engine" "$engine" "$2" -- \
    "${start[@]}" "-XX:SharedArchiveFile=$archive" -cp "$path" dev.plumbline.cli.Plumb |
    tee "$work/$engine.txt" || refuted "on $engine something was lost or doubled, see $work/$engine.txt"
}

# As the other results: what, on which machine, and how busy it was.
machine() {
  echo "figure   exactly-once --long $engines"
  echo "machine  $(nproc) cores, $(awk '/^MemTotal/ {printf "%.1f GiB", $2 / 1048576}' /proc/meminfo), $(uname -sr); $(java -version 2>&1 | sed -n 2p)"
  echo "load     $(cut -d ' ' -f 1-3 /proc/loadavg) at the start; commit $(git rev-parse --short HEAD 2>/dev/null || echo none)"
}
[ -z "$long" ] || machine >"$work/0-machine.txt"
for engine in $engines; do
  if [ -n "$long" ]; then
    trials "$engine" matrix:every,kills:200,pauses:20,twice:100
  elif [ "$engine" = local ]; then
    trials local matrix:first,kills:10,pauses:2,twice:5
  else
    trials spark matrix:commit
  fi
done
if [ -n "$long" ]; then
  result=benchmarks/results/$(date +%F)-exactly-once.txt
  cat "$work"/*.txt >"$result"
  echo "kept in $result"
fi
proven "$(sed -n 's/^kill matrix, \(.*\) recovered.*/\1/p' "$work"/*.txt | paste -sd ';' | sed 's/;/; /')"
