#!/usr/bin/env bash
# Tables in a real S3 server (versitygw, built from the modules whose hashes are in proofs/s3/go.sum): two
# drivers at once that share nothing but the tables, each killed at random moments and gone on with until it
# is done. What is there then is what undisturbed drivers leave. In three minutes: a few kills, and one of a
# run on Spark. With `--long [ENGINE]`: 200 kills of two drivers on each engine, a halt around each kind of
# commit, and the example's nightly job on both engines.
claim="on S3 what two drivers do is there once, whenever they are killed"
. "$(dirname "$0")/shell/proving.sh"
. "$root/proofs/shell/trials.sh"

long=
engines="local spark"
if [ "${1:-}" = --long ]; then
  long=yes
  engines=${2:-$engines}
fi

# --- The server: kept for the next time under the hash of what it is made from.
command -v go >/dev/null || out_of_reach "there is no go, which builds the S3 server"
server=$root/target/proofs/s3-server-$(cksum <proofs/s3/go.sum | cut -d ' ' -f 1)
if [ ! -x "$server" ]; then
  (cd proofs/s3 && GOTOOLCHAIN=local go build -mod=readonly -o "$server.new" github.com/versity/versitygw/cmd/versitygw) \
    >"$work/go.log" 2>&1 || {
    ! grep -qi "checksum mismatch\|SECURITY ERROR" "$work/go.log" ||
      refuted "a Go module is not the one that go.sum names, see $work/go.log"
    out_of_reach "the S3 server can't be built: $(tail -n 1 "$work/go.log")"
  }
  mv "$server.new" "$server"
fi

S3_KEY=key-of-$$
S3_SECRET=secret-$RANDOM-$RANDOM-$RANDOM
export S3_KEY S3_SECRET
bucket=$work/bucket
mkdir -p "$bucket/root/tables" "$bucket/sidecar"
gateway=
trap '[ -z "$gateway" ] || kill $gateway 2>/dev/null || :' EXIT
listens() {
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
}
serve() { # on a port that is free
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    ! listens || continue
    ROOT_ACCESS_KEY=$S3_KEY ROOT_SECRET_KEY=$S3_SECRET "$server" --port "127.0.0.1:$port" --quiet \
      posix --sidecar "$bucket/sidecar" "$bucket/root" >"$work/server.log" 2>&1 &
    gateway=$!
    for _ in $(seq 100); do
      kill -0 $gateway 2>/dev/null || break
      ! listens || return 0
      sleep 0.1
    done
    kill $gateway 2>/dev/null || :
  done
  out_of_reach "the S3 server didn't start: $(tail -n 1 "$work/server.log")"
}
serve
endpoint=http://127.0.0.1:$port

build_trials
conf=(--conf "tables.root=s3a://tables/example" --conf "s3.endpoint=$endpoint" --conf s3.path-style=true
  --conf s3.credentials=secrets --conf secrets.s3.access-key=env:S3_KEY --conf secrets.s3.secret-key=env:S3_SECRET
  --conf "tracking.database=$work/example.db" --conf "artifacts.root=$work/artifacts" --conf "tracking.spool=$work/spool")
quietly doctor ./plumb doctor "${conf[@]}"
grep -q "one writer wins a version" "$work/doctor.log" || refuted "plumb doctor can't tell who wins, see $work/doctor.log"

[ -z "$long" ] || machine "s3 --long $engines" >"$work/0-machine.txt"
for engine in $engines; do
  if [ "$engine" = example ]; then
    continue # which comes last
  elif [ -n "$long" ]; then
    trials "$engine" matrix:commit,drivers:200 "$bucket" "$endpoint"
  elif [ "$engine" = local ]; then
    few_runs=yes trials local drivers:5 "$bucket" "$endpoint"
  else
    few_runs=yes trials spark kills:1 "$bucket" "$endpoint"
  fi
done

if [ -n "$long" ]; then # the example, by the command that people type
  quietly trained ./plumb run flight-delay --engine local "${conf[@]}"
  for engine in local spark; do
    quietly "$engine-night" ./plumb run flight-scores --date 2001-06-02 --engine $engine --force "${conf[@]}"
    quietly "$engine-again" ./plumb run flight-scores --date 2001-06-02 --engine $engine "${conf[@]}"
    grep -q "Nothing to do" "$work/$engine-again.log" || refuted "an unchanged day ran again, see $work/$engine-again.log"
    grep -h "scores@v" "$work/$engine-night.log" | tail -n 1 | sed "s/^ */flight-scores on $engine: /" >>"$work/zz-example.txt"
  done
  cat "$work/zz-example.txt"
fi

! grep -rqF "$S3_SECRET" "$work" || refuted "the secret is stored or told: $(grep -rlF "$S3_SECRET" "$work" | head -n 3)"
[ -z "$long" ] || keep_result s3
proven "$(sed -n 's/^\(two drivers at once\|random kills\), \([a-z]*: [0-9]* SIGKILLs in [0-9]* rounds\).*/\2/p' "$work"/*.txt | paste -sd ';' | sed 's/;/; /g')"
