"""Reads the tables that files of `plumb tables show --json` tell, and compares all their rows.

usage: python delta_rows.py FOLDER FOLDER    one folder of such files for each engine
"""
import datetime
import decimal
import hashlib
import json
import os
import sys
from collections import Counter
from urllib.parse import unquote, urlparse

from deltalake import DeltaTable


def value(text, kind):
    """What plumb wrote, as deltalake reads it."""
    if text is None:
        return None
    if kind == "date":
        return datetime.date.fromisoformat(text)
    if kind.startswith("timestamp"):
        return datetime.datetime.fromisoformat(text)
    if kind.startswith("decimal"):
        return decimal.Decimal(text)
    return float(text) if kind in ("double", "float") else text


def told(table):
    kinds = [column["type"] for column in table["columns"]]
    return Counter(tuple(map(value, row, kinds)) for row in table["first"])


def read(table):
    location = unquote(urlparse(table["location"]).path)
    delta = DeltaTable(location)
    assert delta.version() == table["version"], (delta.version(), table["version"])
    names = [column["name"] for column in table["columns"]]
    columns = delta.to_pyarrow_table(columns=names)
    assert columns.column_names == names, columns.column_names
    return Counter(zip(*(columns.column(name).to_pylist() for name in names)))


def checksum(rows):
    """The same for the same rows in any order."""
    total = 0
    for row, times in rows.items():
        digest = hashlib.sha256(repr(row).encode()).digest()
        total = (total + times * int.from_bytes(digest[:16], "big")) % 2**128
    return f"{total:032x}"


def check(folder):
    checksums = {}
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file), encoding="utf-8") as text:
            table = json.load(text)
        expected, found = told(table), read(table)
        name, rows = table["table"], sum(found.values())
        assert rows == table["rows"], (name, rows, table["rows"])
        difference = list((expected - found).items())[:3], list((found - expected).items())[:3]
        assert expected == found, (name, "only plumb, only deltalake", difference)
        checksums[name] = checksum(found)
        print(f"{name} v{table['version']}: {rows} rows {checksums[name]}")
    return checksums


first, second = (check(folder) for folder in sys.argv[1:])
assert first and second
for name in sorted(first.keys() & second.keys()):
    assert first[name] == second[name], (name, "differs between the engines")
    print(f"{name}: equal on both engines")
