#!/usr/bin/env bash
# The jar that `plumb jar` makes, given to a real spark-submit, runs the example on a standalone master
# with two worker processes; a second time everything is reused; a refused gate is exit code 4.
claim="spark-submit runs the example on two workers"
. "$(dirname "$0")/shell/proving.sh"

python_environment
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1

list=$root/cli/src/main/resources/dev/plumbline/cli/jar/spark-jars.txt
diff <(ls "$SPARK_HOME/jars" | grep '\.jar$' | LC_ALL=C sort) \
  <(grep -v '^#' "$list" | grep '^[^ ]*\.jar$' | LC_ALL=C sort) >&2 ||
  refuted "spark-jars.txt doesn't list the jars of this distribution"

quietly jar ./plumb jar --out "$work/example.jar"
quietly jar-again ./plumb jar --out "$work/again.jar"
cmp "$work/example.jar" "$work/again.jar" || refuted "two jars of equal inputs differ"
rm "$work/again.jar"

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
trap 'bash "$root/cluster/stop.sh" "$work/cluster" >&2' EXIT
master=$(CLUSTER_PORT=$port bash cluster/start.sh "$work/cluster") || refuted "the cluster didn't start"

# A folder that isn't the project: conf is the jar's.
project=$work/project
mkdir -p "$project" "$work/events"
submit() { # name of the outputs, then the words of plumb; the answer is the exit code
  local out=$work/$1
  shift
  local code=0
  (cd "$project" && "$SPARK_HOME/bin/spark-submit" --master "$master" \
    --executor-memory 1500m --executor-cores 1 --total-executor-cores 2 \
    --conf spark.eventLog.enabled=true --conf spark.eventLog.compress=false \
    --conf "spark.eventLog.dir=file:$work/events" \
    --conf spark.databricks.delta.snapshotPartitions=2 \
    "$work/example.jar" run flight-delay --json --env cluster \
    --conf spark.sql.shuffle.partitions=4 \
    --set "pipeline.source=$root/examples/data/flights-2001.csv.gz" \
    "$@" >"$out.json" 2>"$out.log") || code=$?
  return $code
}

expect() { # exit code, name of the outputs, then the words
  local expected=$1 code=0
  shift
  submit "$@" || code=$?
  [ $code -eq "$expected" ] || {
    grep -v " INFO " "$work/$1.log" | tail -n 40 >&2
    refuted "exit code $code instead of $expected, see $work/$1.log"
  }
}

expect 0 first
tasks=$(cat "$work"/events/*/events_* | grep '"Event":"SparkListenerTaskEnd"' |
  grep -o '"Executor ID":"[^"]*"' | sort | uniq -c | awk '{print $3 "×" $1}' | tr -d '"' | tr '\n' ' ')
[ "$(wc -w <<<"${tasks//ID:/}")" -eq 2 ] || refuted "tasks ran on other than two executors: $tasks"
export PLUMB_TABLES_ROOT=$project/.plumbline/tables
./plumb tables list --json >"$work/tables.json"
quietly rows ./plumb tables show test-scores --json
made=$("$python" proofs/python/submitted.py made "$work/first.json" "$work/tables.json") ||
  refuted "the tables are not what the run said: $made"

applications=$(ls "$work/events" | wc -l)
expect 0 second
"$python" proofs/python/submitted.py reused "$work/second.json" || refuted "the second submit ran steps again"
[ "$(ls "$work/events" | wc -l)" -eq "$applications" ] || refuted "the second submit started Spark"

expect 4 refused --set train.boosting.rounds=1 --set train.boosting.depth=1

proven "$made; tasks by executor: $(sed 's/ID://g' <<<"$tasks")then REUSE throughout without Spark, then exit code 4 for a refused gate"
