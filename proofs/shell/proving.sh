# Read by each proof, which sets `claim` before. A proof ends with one line, `proven: …` or `not proven:
# …, why`, and exits 0 when it is proven, 3 when an index or a tool is out of reach, else 1.
set -euo pipefail
name=$(basename "$0" .sh)
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$root/target/proofs/$name
rm -rf "$work"
mkdir -p "$work"
# What whoever runs this has set for plumb is no part of the proof.
for variable in "${!PLUMB_@}"; do unset "$variable"; done
export PLUMB_ARCHIVE=no
cd "$root"

proven() {
  echo "proven: $claim${1:+, $1}"
  trap - ERR
  exit 0
}

refuted() {
  echo "not proven: $claim, $1"
  trap - ERR
  exit 1
}

out_of_reach() {
  echo "not proven: $claim, $1"
  trap - ERR
  exit 3
}
trap 'refuted "line $LINENO of $name failed: $BASH_COMMAND"' ERR
set -E

# Runs a command whose output is shown only when it fails: its log, its exit code, the command.
quietly() { # log, then the command
  local log=$work/$1.log
  shift
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    refuted "failed: $*, see $log"
  fi
}

# Makes the Python environment of proofs/<name>.requirements.txt, or of another name's, or keeps the one
# made from it before; sets `python`.
python_environment() {
  local of=${1:-$name}
  local requirements=$root/proofs/$of.requirements.txt
  local venv=$root/target/proofs/$of-python
  local log=$work/$of-python.log key
  python=$venv/bin/python
  command -v python3 >/dev/null || out_of_reach "there is no python3"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    out_of_reach "$(python3 -V) is older than 3.11"
  key="$(python3 -V) $(cksum <"$requirements")"
  if [ -f "$venv/made-from" ] && [ "$(cat "$venv/made-from")" = "$key" ]; then
    return
  fi
  rm -rf "$venv"
  python3 -m venv "$venv" >"$log" 2>&1 ||
    out_of_reach "python3 makes no virtual environment: $(tail -n 1 "$log")"
  if ! "$python" -m pip install --no-input --disable-pip-version-check --require-hashes \
    -r "$requirements" >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    if grep -q "DO NOT MATCH THE HASHES" "$log"; then
      refuted "a Python package is not the one that $of.requirements.txt names, see $log"
    fi
    out_of_reach "the Python index, or a package of it, is out of reach, see $log"
  fi
  echo "$key" >"$venv/made-from"
}
