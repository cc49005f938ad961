#!/bin/sh
# Prints one figure of Plumbline's speed, both sides in one run, and keeps it in benchmarks/results.
# benchmarks/run.sh FIGURE [options]; without a figure, what there is. Needs a JDK 17, python3 and, for
# noop, pip.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
case ${1:-} in '' | -* | noop) ;; *)
  # The framework as it is delivered, and the benchmarks' own jar behind it.
  cd "$home"
  ./plumb --version >/dev/null
  ./mvnw -q -B -DskipChecks -Dmaven.test.skip=true -pl benchmarks -am package
  ;;
esac
exec python3 "$home/benchmarks/figures.py" "$@"
