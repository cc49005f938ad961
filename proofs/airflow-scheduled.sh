#!/usr/bin/env bash
# The schedulers of Airflow 2.11 and 3.3 run exported DAGs: catch-up, a table that begins another pipeline,
# a refused gate, a task that is killed, a day that is missing, a backfill.
claim="Airflow's scheduler runs what plumb export writes"
. "$(dirname "$0")/shell/proving.sh"

wrapped() { # folder: what a task calls, plumb of this tree on the project that is scheduled here
  mkdir -p "$1/data"
  cat >"$1/plumb" <<END
#!/usr/bin/env bash
# While there is a file \`kill\`, what publishes scores is killed as soon as it has committed them.
export PLUMB_TABLES_ROOT="$1/data/tables" PLUMB_TRACKING_DATABASE="$1/data/tracking.db"
export PLUMB_ARTIFACTS_ROOT="$1/data/artifacts" PLUMB_TRACKING_SPOOL="$1/data/spool" PLUMB_ENGINE=local
unset PLUMB_ARCHIVE
cd "$root"
[ -e "$1/kill" ] && [ "\${*:1:3}" = "step flight-scores publish" ] || exec ./plumb "\$@"
shopt -s nullglob
committed() { echo "$1"/data/tables/scores/_delta_log/*.json; }
before=\$(committed)
./plumb "\$@" &
while [ "\$(committed)" = "\$before" ]; do :; done
kill -9 \$! 2>/dev/null && rm "$1/kill" && touch "$1/killed"
wait \$!
END
  chmod +x "$1/plumb"
}

export_all() { # folder
  local pipeline options=()
  while IFS= read -r line; do options+=(--conf "$line"); done <<END
schedule.start=2001-06-01
schedule.command=$1/plumb
schedule.retries=2
schedule.retry.pause=1s
schedule.flight-delay.once=true
schedule.flight-delay.params=pipeline.source,train.boosting.rounds,train.boosting.depth
schedule.flight-scores.cron=@daily
schedule.flight-scores.interval=ticks
schedule.flight-scores.end=2001-06-02
schedule.flight-scores.catchup=true
schedule.flight-scores.retries=60
schedule.flight-scores.active=2
schedule.airport-load.assets=inputs
schedule.score-check.assets=scores
END
  for pipeline in flight-delay flight-scores airport-load score-check; do
    PLUMB_TABLES_ROOT="$1/data/tables" quietly "export-$pipeline" ./plumb export "$pipeline" --to airflow --out "$1/dags" "${options[@]}"
  done
  PLUMB_TABLES_ROOT="$1/data/tables" quietly export-2001 ./plumb export flight-scores --to airflow --out "$1/dags" "${options[@]}" \
    --conf schedule.flight-scores.id=flight-scores-2001 --conf schedule.flight-scores.end=2001-12-31 --conf schedule.flight-scores.catchup=false
}

told=
for major in ${AIRFLOWS:-2 3}; do
  python_environment "airflow-$major"
  folder=$work/$major
  export AIRFLOW_HOME=$folder/airflow AIRFLOW__CORE__LOAD_EXAMPLES=False AIRFLOW__CORE__DAGS_FOLDER=$folder/dags
  export AIRFLOW__LOGGING__LOGGING_LEVEL=WARNING PYTHONWARNINGS=ignore
  mkdir -p "$AIRFLOW_HOME"
  wrapped "$folder"
  export_all "$folder"
  { gzip -cd examples/data/flights-2001.csv.gz && gzip -cd examples/data/flights-2001.csv.gz | sed -n 's/^2001-06-30/2001-07-01/p'; } |
    gzip >"$folder/more.csv.gz"
  version=$("$python" -c 'import importlib.metadata as m; print(m.version("apache-airflow"))')
  quietly "scheduled-$major" "$python" proofs/python/airflow_scheduled.py "$folder/plumb" "$folder"
  told="$told; $version: $(tail -n 1 "$work/scheduled-$major.log")"
done
proven "${told#; }"
