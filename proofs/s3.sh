#!/usr/bin/env bash
# Tables in a real S3 server (versitygw, built from the sources that proofs/s3/go.sum names), on both
# engines: two drivers at once that share nothing but the tables, each killed at random moments and begun
# again under its run id until it is done. Every acknowledged run is in the table's log once, none twice,
# and the rows are those of an undisturbed run.
#   proofs/s3.sh [KILLS] [SEED]    how many kills, two thirds of them of the local engine; 6 unless told
claim="on S3 two drivers and kills at random leave every run's commit once"
. "$(dirname "$0")/shell/proving.sh"
kills=${1:-6}
RANDOM=${2:-20010602}

command -v python3 >/dev/null || out_of_reach "there is no python3"
command -v go >/dev/null || out_of_reach "there is no go, which builds the S3 server"
server=$root/target/proofs/s3-server-$(cksum <proofs/s3/go.sum | cut -d' ' -f1)
if [ ! -x "$server" ]; then
  (cd proofs/s3 && go build -mod=readonly -o "$server.new" github.com/versity/versitygw/cmd/versitygw) \
    >"$work/go.log" 2>&1 || {
    ! grep -qi "checksum mismatch\|SECURITY ERROR" "$work/go.log" || refuted "a Go module is not the one that go.sum names, see $work/go.log"
    out_of_reach "the S3 server can't be built: $(tail -n 1 "$work/go.log")"
  }
  mv "$server.new" "$server"
fi

export S3_KEY=key-$RANDOM S3_SECRET=secret-$RANDOM-$RANDOM
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$work/store/tables" "$work/sidecar"
ROOT_ACCESS_KEY=$S3_KEY ROOT_SECRET_KEY=$S3_SECRET "$server" --port "127.0.0.1:$port" --quiet \
  posix --sidecar "$work/sidecar" "$work/store" >"$work/server.log" 2>&1 &
gateway=$!
trap 'kill $gateway 2>/dev/null || :' EXIT
for _ in $(seq 100); do
  python3 -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null && break
  kill -0 $gateway 2>/dev/null || out_of_reach "the S3 server didn't start: $(tail -n 1 "$work/server.log")"
  sleep 0.2
done

export PLUMB_S3_ENDPOINT=http://127.0.0.1:$port PLUMB_S3_PATH_STYLE=true PLUMB_S3_CREDENTIALS=secrets
export PLUMB_TABLES_ROOT=s3a://tables/plumb PLUMB_TRACKING_DATABASE=$work/drivers/first.db
export PLUMB_ARTIFACTS_ROOT=$work/artifacts
secrets=(--conf secrets.s3.access-key=env:S3_KEY --conf secrets.s3.secret-key=env:S3_SECRET)
mkdir -p "$work/drivers"
quietly build ./plumb pipelines list

# What the nightly job needs, and its undisturbed result; the second time finds it.
quietly trained ./plumb run flight-delay --engine local "${secrets[@]}"
days="2001-06-02 2001-06-03 2001-06-04"
quietly undisturbed ./plumb run flight-scores --from 2001-06-02 --to 2001-06-04 --engine local "${secrets[@]}"
quietly reused ./plumb run flight-scores --from 2001-06-02 --to 2001-06-04 --engine local "${secrets[@]}"
grep -q "Nothing to do" "$work/reused.log" || refuted "an unchanged day ran again, see $work/reused.log"
tell() { # file: all rows, and the log
  ./plumb tables show scores --rows 100000000 --json "${secrets[@]}" >"$work/$1.rows.json"
  ./plumb tables history scores --limit 100000 --json "${secrets[@]}" >"$work/$1.log.json"
}
tell before

# Each driver has a tracking store of its own: only the store of tables is between them.
cp "$work/drivers/first.db" "$work/drivers/second.db"
left=$kills round=0 conflicts=0
started() { # driver, run, day, engine: in the background; sets pid
  PLUMB_TRACKING_DATABASE=$work/drivers/$1.db \
    ./plumb run flight-scores --date "$3" --engine "$4" --force --run "$2" "${secrets[@]}" \
    >>"$work/$2.log" 2>&1 &
  pid=$!
}
finish() { # driver, run, day, engine, kills: kills it so often at random, then lets it end
  local left=$5 code=0 tries=0
  while :; do
    started "$1" "$2" "$3" "$4"
    if [ "$left" -gt 0 ]; then
      sleep "$(python3 -c "print($RANDOM / 32767 * $span)")"
      kill -9 $pid 2>/dev/null && echo killed >>"$work/$2.killed"
      left=$((left - 1))
    fi
    code=0
    wait $pid || code=$?
    [ $code -ne 0 ] || break
    [ $code -eq 137 ] || grep -q "another writer\|changed .* meanwhile" "$work/$2.log" || return 1
    tries=$((tries + 1))
    [ $tries -lt 40 ] || return 1
  done
  echo "$2" >>"$work/acknowledged"
}
: >"$work/acknowledged"
for engine in local spark; do
  third=$((kills / 3))
  todo=$([ $engine = local ] && echo $((kills - third)) || echo $third)
  begin=$(date +%s)
  quietly "alone-$engine" ./plumb run flight-scores --date 2001-06-02 --engine $engine --force --run "alone-$engine" "${secrets[@]}"
  echo "alone-$engine" >>"$work/acknowledged"
  span=$((($(date +%s) - begin) + 1))
  while [ $todo -gt 0 ]; do
    round=$((round + 1))
    # Every other round both want the same day: one wins, the other is refused and comes again.
    same=$((round % 2))
    one=$(python3 -c "print('$days'.split()[$round % 3])")
    two=$(python3 -c "print('$days'.split()[($round + 1 - $same) % 3])")
    each=$(((todo + 1) / 2 < 2 ? (todo + 1) / 2 : 2))
    other=$((todo - each < each ? todo - each : each))
    finish first "r$round-first-$engine" "$one" $engine $each &
    a=$!
    finish second "r$round-second-$engine" "$two" $engine $other &
    b=$!
    wait $a || refuted "driver 1 of round $round failed, see $work/r$round-first-$engine.log"
    wait $b || refuted "driver 2 of round $round failed, see $work/r$round-second-$engine.log"
    todo=$((todo - each - other))
  done
done
conflicts=$(cat "$work"/r*.log | grep -c "another writer\|changed .* meanwhile" || :)
tell after
python3 proofs/python/s3_commits.py "$work/before" "$work/after" "$work/acknowledged" >"$work/verdict" ||
  refuted "$(cat "$work/verdict")"
! grep -rqF "$S3_SECRET" "$work" --include=*.log --include=*.db --include=*.json || refuted "the secret is stored or told"
killed=$(cat "$work"/*.killed 2>/dev/null | wc -l)
proven "$(cat "$work/verdict"), after $killed kills and $conflicts refused commits in $round rounds"
