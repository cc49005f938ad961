#!/usr/bin/env bash
# Real Airflow 2.11 and 3.3: what plumb export writes is imported without error, and its graph, timetable
# and next intervals are Java's; changed documents are refused with the place of the fault; every kind of
# operator gets its words and arguments; hostile texts reach the process as they are; `dags test` trains
# and scores through a real spark-submit.
claim="Airflow runs what plumb export writes"
. "$(dirname "$0")/shell/proving.sh"

resources=$root/dags/src/test/resources/dev/plumbline/dags
project=$work/project
data=$project/.plumbline
mkdir -p "$project/conf/base" "$work/bin"
# What a task calls: plumb of this tree, on the project that is scheduled here.
cat >"$work/bin/plumb" <<EOF
#!/usr/bin/env bash
export PLUMB_TABLES_ROOT="$data/tables" PLUMB_TRACKING_DATABASE="$data/tracking.db" PLUMB_ARTIFACTS_ROOT="$data/artifacts" PLUMB_ARCHIVE=no
cd "$root" && PLUMB_ENGINE=local exec ./plumb "\$@"
EOF
chmod +x "$work/bin/plumb"

scheduled() { # the keys of conf for plumb export
  cat <<EOF
schedule.start=2001-06-01
schedule.command=$work/bin/plumb
schedule.retries=2
schedule.retry.pause=1s
schedule.flight-delay.once=true
schedule.flight-delay.params=pipeline.lateMinutes,train.boosting.rounds
schedule.flight-scores.cron=@daily
schedule.flight-scores.interval=ticks
schedule.flight-scores.catchup=true
schedule.airport-load.assets=inputs
schedule.airport-fees.cron=30 2 * * *
schedule.airport-fees.zone=Europe/Berlin
EOF
}

export_all() { # folder of DAGs, folder of answers
  local pipeline options=()
  while IFS= read -r line; do options+=(--conf "$line"); done < <(scheduled)
  mkdir -p "$2"
  for pipeline in flight-delay flight-scores airport-load airport-fees; do
    PLUMB_TABLES_ROOT="$data/tables" ./plumb export "$pipeline" --to airflow --out "$1" --json "${options[@]}" \
      >"$2/$pipeline.json" 2>"$work/export.log" || refuted "plumb export $pipeline failed: $(tail -n 5 "$work/export.log")"
  done
}
export_all "$work/dags" "$work/answers"
loaders=$(cat "$work/dags"/*.py | sort -u | cksum)
[ "$loaders" = "$(sort -u "$work/dags/flight-delay.py" | cksum)" ] || refuted "two loaders differ"

# A real spark-submit, that of pyspark.
python_environment spark-submit
SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1
quietly jar ./plumb jar --out "$work/example.jar"
quietly submits ./plumb export flight-delay --to airflow --out "$work/submits" --conf schedule.start=2001-06-01 \
  --conf schedule.flight-delay.once=true --conf schedule.operator=spark-submit --conf "schedule.spark-submit.application=$work/example.jar" \
  --conf schedule.spark-submit.conn_id=spark_default --conf "flight-delay.pipeline.source=$root/examples/data/flights-2001.csv.gz" \
  --conf schedule.flight-delay.params=pipeline.source

quietly operators-export python3 proofs/python/airflow_operators.py export ./plumb "$work/operators"

told=
for major in 2 3; do
  python_environment "airflow-$major"
  export AIRFLOW_HOME=$work/airflow-$major AIRFLOW__CORE__LOAD_EXAMPLES=False AIRFLOW__CORE__DAGS_FOLDER=$work/dags
  export AIRFLOW__CORE__UNIT_TEST_MODE=False AIRFLOW__LOGGING__LOGGING_LEVEL=WARNING PYTHONWARNINGS=ignore
  mkdir -p "$AIRFLOW_HOME"
  airflow=$(dirname "$python")/airflow
  version=$("$python" -c 'import importlib.metadata as m; print(m.version("apache-airflow"))')

  quietly "parsed-$major" "$python" proofs/python/airflow_parsed.py "$work/dags" "$work/answers"
  parsed=$(tail -n 1 "$work/parsed-$major.log")
  quietly "mutations-$major" "$python" proofs/python/airflow_mutations.py "$work/dags" "$resources"
  mutations=$(tail -n 1 "$work/mutations-$major.log")

  quietly "operators-$major" "$python" proofs/python/airflow_operators.py check "$work/operators"
  operators=$(tail -n 1 "$work/operators-$major.log")

  seed=$((20010600 + major))
  quietly "hostile-export-$major" "$python" proofs/python/airflow_words.py export $seed ./plumb "$work/hostile-$major" "$work/told-$major"
  quietly "hostile-$major" "$python" proofs/python/airflow_words.py check $seed "$work/hostile-$major" flight-delay "$work/told-$major"
  words=$(tail -n 1 "$work/hostile-$major.log")

  # By a real spark-submit, on a local master: the jar that `plumb jar` makes, each task a submit.
  rm -rf "$data"
  quietly "database-$major" "$airflow" db migrate
  quietly "submitted-$major" env PATH="$SPARK_HOME/bin:$PATH" AIRFLOW__CORE__DAGS_FOLDER="$work/submits" \
    PLUMB_TABLES_ROOT="$data/tables" PLUMB_TRACKING_DATABASE="$data/tracking.db" PLUMB_ARTIFACTS_ROOT="$data/artifacts" \
    AIRFLOW_CONN_SPARK_DEFAULT='{"conn_type": "spark", "host": "local[2]"}' \
    "$airflow" dags test flight-delay 2001-06-01
  grep -q '"status":"FINISHED"' <<<"$("$work/bin/plumb" runs list --json)" ||
    refuted "spark-submit ended no run, see $work/submitted-$major.log"
  scored=$("$work/bin/plumb" tables list --json | grep -o '"table":"test-scores"[^}]*"rows":[0-9]*' | grep -o '[0-9]*$') ||
    refuted "spark-submit scored nothing, see $work/submitted-$major.log"
  told="$told; $version: $parsed, $mutations, $operators, $words texts, $scored rows scored by spark-submit"
done
proven "${told#; }"
