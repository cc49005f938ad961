#!/usr/bin/env python3
"""Makes flights-2001.csv.gz and airports.csv from the full data.

Usage: make-sample.py [FULL [TARGET]]
    FULL    folder filled by get-flights.sh (default: full/ beside this script)
    TARGET  folder to write to (default: this script's own)

Needs Python 3.9 and the package duckdb (seen with 1.1.3 and 2.0.0). The sample is every flight of
1 January to 30 June 2001 whose origin and destination are both among the AIRPORTS busiest, counted
in departures and arrivals over the full file; nothing is drawn at random and duplicates stay.
"""

import csv
import gzip
import hashlib
import io
import sys
from pathlib import Path

import duckdb

AIRPORTS = 11
CSV_SHA256 = "bd94923ad6a09641ecb29926dae8d12b12ebf04cf701955d7c53f71ec86491fd"

BUSIEST = """
    SELECT airport FROM (
        SELECT origin AS airport FROM flights UNION ALL SELECT destination FROM flights)
    GROUP BY airport ORDER BY count(*) DESC, airport LIMIT ?
"""
# Six flights left at midnight, 1 July 00:00: left out, a day of six flights is not a day.
SAMPLE = """
    SELECT strftime(date, '%Y-%m-%dT%H:%M') AS date, delay, distance, origin, destination
    FROM flights
    WHERE date < TIMESTAMP '2001-07-01' AND list_contains($1, origin) AND list_contains($1, destination)
    ORDER BY ALL
"""
NAMES = """
    SELECT iata, name, city, state, latitude, longitude
    FROM read_csv(?, header = true, all_varchar = true)
    WHERE list_contains(?, iata) ORDER BY iata
"""


def as_csv(result) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column[0] for column in result.description)
    writer.writerows(result.fetchall())
    return text.getvalue().encode("utf-8")


def main() -> None:
    here = Path(__file__).resolve().parent
    full = Path(sys.argv[1]) if len(sys.argv) > 1 else here / "full"
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else here
    for name in ("flights-3m.parquet", "airports.csv"):
        if not (full / name).is_file():
            sys.exit(f"Cannot read {name}: not in {full}, run get-flights.sh first")

    database = duckdb.connect()
    database.read_parquet(str(full / "flights-3m.parquet")).create_view("flights")
    busiest = [row[0] for row in database.execute(BUSIEST, [AIRPORTS]).fetchall()]
    sample = as_csv(database.execute(SAMPLE, [busiest]))
    digest = hashlib.sha256(sample).hexdigest()
    if digest != CSV_SHA256:
        sys.exit(f"Cannot keep the sample: its SHA-256 is {digest}, expected {CSV_SHA256}; "
                 "change CSV_SHA256 and README.md if the sample is meant to change")
    names = as_csv(database.execute(NAMES, [str(full / "airports.csv"), busiest]))

    target.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as out:
        out.write(sample)
    (target / "flights-2001.csv.gz").write_bytes(packed.getvalue())
    (target / "airports.csv").write_bytes(names)
    print(f"{sample.count(10) - 1} flights among {', '.join(busiest)} in {target / 'flights-2001.csv.gz'}")


if __name__ == "__main__":
    main()
