"""Checks what a submitted run said.

usage: python submitted.py made RUN.json TABLES.json    the tables that it says it made are there
       python submitted.py reused RUN.json              it ran no step
"""
import json
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def made(run, tables):
    there = {table["table"]: table for table in tables["tables"]}
    told = run["tables"]
    assert run["status"] == "FINISHED" and told, run
    for table in told:
        name = table["table"]
        found = there[name]
        assert (found["version"], found["rows"]) == (table["version"], table["rows"]), (table, found)
    print(", ".join(f"{t['table']} {t['rows']} rows" for t in told))


def reused(run):
    assert run["steps"], run
    for step in run["steps"]:
        assert (step["decision"], step["status"]) == ("REUSE", "REUSED"), step


{"made": made, "reused": reused}[sys.argv[1]](*map(read, sys.argv[2:]))
