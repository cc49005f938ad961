"""Compares the rows that plumb tells of a table with those that the database tells as JSON arrays."""

import json
import re
import sys
from datetime import datetime


def cell(value):
    """A time to the microsecond, however many digits it is written with."""
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


told, expected = sys.argv[1:]
with open(told, encoding="utf-8") as file:
    table = json.load(file)["first"]
with open(expected, encoding="utf-8") as file:
    rows = [json.loads(line) for line in file]
table = sorted([[cell(c) for c in row] for row in table], key=lambda r: r[0])
rows = sorted([[cell(c) for c in row] for row in rows], key=lambda r: r[0])
for ours, theirs in zip(table, rows):
    if ours != theirs:
        sys.exit(f"plumb tells {ours}, the database {theirs}")
if len(table) != len(rows):
    sys.exit(f"plumb tells {len(table)} rows, the database {len(rows)}")
print(f"{len(rows)} rows of {len(rows[0])} columns")
