#!/usr/bin/env bash
# MLflow's Python loads the model directories that Java wrote, of each kind and with every type of field:
# the booster on encoded rows, the python_function on records and a serving request predict what Java does.
claim="MLflow predicts from our model directories what Java does"
. "$(dirname "$0")/shell/proving.sh"

python_environment
quietly export ./mvnw -B -ntp -Dstyle.color=never -DskipChecks -pl models -am test \
  -Dtest=ExportedModelsTest -Dsurefire.failIfNoSpecifiedTests=false "-Dmodels.export=$work/models"
[ -d "$work/models/binary" ] || refuted "ExportedModelsTest wrote nothing"
export HOME=$work MPLCONFIGDIR=$work MLFLOW_TRACKING_URI=sqlite:///$work/mlflow.db
(cd "$work" && "$python" "$root/models/src/test/python/check_models.py" "$work/models") \
  >"$work/check.txt" 2>"$work/check.log" || {
  cat "$work/check.txt"
  tail -n 20 "$work/check.log" >&2
  refuted "a prediction differs, see above"
}
cat "$work/check.txt"
proven "$(wc -l <"$work/check.txt") comparisons, to 1e-6"
