#!/usr/bin/env bash
# Starts a standalone Spark cluster on this machine: a master and two workers, each a process of one
# core and 2 GiB. Its address is the last line printed; cluster/stop.sh ends it.
#
#   SPARK_HOME=… cluster/start.sh [FOLDER]
#
#   SPARK_HOME      a Spark distribution, or the folder of the Python package pyspark, which is one
#   FOLDER          for process ids, logs and scratch; by default target/cluster
#   CLUSTER_PORT    the master's port, by default 7077; its page is on the next but ten, 7087
#   CLUSTER_WAIT    seconds until both workers must be registered, by default 60
set -euo pipefail

fail() {
  echo "$1" >&2
  exit 1
}

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../target/cluster}
port=${CLUSTER_PORT:-7077}
page=$((port + 10))
seconds=${CLUSTER_WAIT:-60}

[ -n "${SPARK_HOME:-}" ] || fail "Cannot start the cluster: SPARK_HOME is not set, point it at a Spark distribution"
class=$SPARK_HOME/bin/spark-class
[ -f "$class" ] || fail "Cannot start the cluster: no $class, point SPARK_HOME at a Spark distribution"

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
for pid in "$folder"/*.pid; do
  if [ -f "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null; then
    fail "Cannot start the cluster: one of $folder is running, end it with $here/stop.sh $folder"
  fi
done
rm -f "$folder"/*.pid "$folder"/*.log

export SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1 SPARK_DAEMON_MEMORY=256m
export SPARK_WORKER_DIR=$folder/work SPARK_LOCAL_DIRS=$folder/scratch

launch() { # name, then the class and its words
  name=$1
  shift
  bash "$class" "$@" >"$folder/$name.log" 2>&1 &
  echo $! >"$folder/$name.pid"
}

# Waits for a line in a log as long as its process lives.
await() { # name, words of the line
  while ! grep -q "$2" "$folder/$1.log" 2>/dev/null; do
    if ! kill -0 "$(cat "$folder/$1.pid")" 2>/dev/null; then
      cat "$folder/$1.log" >&2
      bash "$here/stop.sh" "$folder" >/dev/null
      fail "Cannot start the cluster: $1 ended, see above"
    fi
    if [ $SECONDS -ge "$seconds" ]; then
      tail -n 20 "$folder/$1.log" >&2
      bash "$here/stop.sh" "$folder" >/dev/null
      fail "Cannot start the cluster: $1 was not ready within $seconds s, see above, or give it more by CLUSTER_WAIT"
    fi
    sleep 0.2
  done
}

SECONDS=0
# A port that is taken must fail, not be replaced by the next one.
launch master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port "$page"
await master "I have been elected leader"
grep -q "Starting Spark master at spark://127.0.0.1:$port" "$folder/master.log" || {
  bash "$here/stop.sh" "$folder" >/dev/null
  fail "Cannot start the cluster: port $port is taken, give another by CLUSTER_PORT"
}
for n in 1 2; do
  launch "worker-$n" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 2g \
    --webui-port $((page + n)) "spark://127.0.0.1:$port"
done
for n in 1 2; do
  await "worker-$n" "Successfully registered with master"
done
echo "A master and two workers, logs in $folder, master's page http://127.0.0.1:$page" >&2
echo "spark://127.0.0.1:$port"
