# Read by the proofs that start, end and go on with runs of the pipelines in proofs/exactly-once.

# Builds plumb, and the harness into $work/proof.jar; sets `lib`.
build_trials() {
  ./plumb pipelines list >"$work/build.log" 2>&1
  lib=$root/target/plumb/lib
  mkdir -p "$work/classes"
  cp -r proofs/exactly-once/META-INF "$work/classes"
  quietly javac javac -d "$work/classes" -parameters -Xlint:all -cp "$lib/*" \
    $(find proofs/exactly-once/src -name '*.java' ! -name package-info.java)
  (cd "$work/classes" && "$(dirname "$(command -v javac)")/jar" cf "$work/proof.jar" .)
}

jars() {
  local IFS=:
  set -- "$@"
  echo "$*"
}

trials() { # engine, what; for tables in a bucket its server's folder and address
  local engine=$1 what=$2 path opens=()
  shift 2
  path=$(jars "$lib"/*.jar)
  if [ "$engine" = spark ]; then
    path=$path:$(jars "$lib"/spark/*.jar)
    opens=("@$root/target/plumb/spark.args")
  fi
  [ $# -eq 0 ] || path=$path:$(jars "$lib"/s3/*.jar)
  path=$path:$work/proof.jar
  local start=(java "${opens[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
    -Xlog:disable -Xlog:all=error:stderr)
  # Starting is most of the time: what a run loads is kept in an archive, for all but a few runs.
  local archive=$work/$engine.jsa uses=()
  if [ -z "${few_runs:-}" ]; then
    mkdir -p "$work/$engine/archive"
    java -XX:+UseSerialGC -cp "$path" proof.ExactlyOnce proofs/exactly-once "$work/$engine/archive" "$engine" \
      none:0 "$@" -- "${start[@]}" "-XX:ArchiveClassesAtExit=$archive" -cp "$path" dev.plumbline.cli.Plumb \
      >"$work/$engine-archive.log" 2>&1 || refuted "the undisturbed run on $engine failed, see $work/$engine-archive.log"
    uses=("-XX:SharedArchiveFile=$archive")
  fi
  java -XX:+UseSerialGC -cp "$path" proof.ExactlyOnce proofs/exactly-once "$work/$engine" "$engine" "$what" "$@" -- \
    "${start[@]}" "${uses[@]}" -cp "$path" dev.plumbline.cli.Plumb |
    tee "$work/$engine.txt" || refuted "on $engine something was lost or doubled, see $work/$engine.txt"
}

# As the other results: what, on which machine, and how busy it was.
machine() { # figure
  echo "figure   $1"
  echo "machine  $(nproc) cores, $(awk '/^MemTotal/ {printf "%.1f GiB", $2 / 1048576}' /proc/meminfo), $(uname -sr); $(java -version 2>&1 | sed -n 2p)"
  echo "load     $(cut -d ' ' -f 1-3 /proc/loadavg) at the start; commit $(git rev-parse --short HEAD 2>/dev/null || echo none)"
}

keep_result() { # what the figure is called
  local result
  result=benchmarks/results/$(date +%F)-$1.txt
  cat "$work"/*.txt >>"$result"
  echo "kept in $result"
}
