#!/usr/bin/env bash
# MLflow's own Python client, unchanged, does what people do with it against our server and against
# MLflow's: runs, autologging of scikit-learn and XGBoost, models, registry, aliases, artifacts, searches,
# mistakes. What it sees, apart from ids and times, is the same line for line.
claim="MLflow's Python client sees the same from our tracking server as from MLflow's"
. "$(dirname "$0")/shell/proving.sh"

python_environment mlflow-model
export HOME=$work MPLCONFIGDIR=$work GIT_PYTHON_REFRESH=quiet MLFLOW_DISABLE_TELEMETRY=true
export MLFLOW_HTTP_REQUEST_MAX_RETRIES=1 MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT=true PYTHONWARNINGS=ignore

servers=
stop() {
  for server in $servers; do kill "$server" 2>/dev/null || :; done
}
trap stop EXIT

# Waits until a server's log tells its address, or it answers.
address() { # log, pid
  for _ in $(seq 600); do
    sed -n 's/^Serving \(http:[^ ]*\) .*/\1/p' "$1" | grep . && return
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

answers() { # address, pid
  for _ in $(seq 900); do
    "$python" -c "import sys, urllib.request; urllib.request.urlopen(sys.argv[1] + '/health', timeout=2)" \
      "$1" 2>/dev/null && return
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}

flows() { # name, address
  MLFLOW_TRACKING_URI=$2 "$python" proofs/python/mlflow_flows.py >"$work/$1.txt" 2>"$work/$1.log" || {
    tail -n 30 "$work/$1.log" >&2
    refuted "the client failed against $1, see $work/$1.log"
  }
}

quietly plumb ./plumb --version
./plumb server --port 0 --store "$work/ours.db" --artifacts "$work/ours" >"$work/access.log" 2>"$work/ours.err" &
ours=$!
servers="$ours"
uri=$(address "$work/ours.err" "$ours") || refuted "our server did not start: $(tail -n 3 "$work/ours.err")"
flows plumbline "$uri"
kill "$ours"

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$python" -m mlflow server --host 127.0.0.1 --port "$port" --workers 1 \
  --backend-store-uri "sqlite:///$work/theirs.db" --artifacts-destination "$work/theirs" \
  >"$work/theirs.log" 2>&1 &
theirs=$!
servers="$servers $theirs"
answers "http://127.0.0.1:$port" "$theirs" || refuted "MLflow's server did not start, see $work/theirs.log"
flows mlflow "http://127.0.0.1:$port"

if ! diff -u "$work/mlflow.txt" "$work/plumbline.txt" >"$work/difference"; then
  head -n 60 "$work/difference" >&2
  refuted "it sees something else, see $work/difference"
fi
proven "$(wc -l <"$work/plumbline.txt") observations, $(wc -l <"$work/access.log") requests"
