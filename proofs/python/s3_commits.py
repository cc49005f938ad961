"""Compares a table before and after runs that were killed and begun again.

usage: python s3_commits.py BEFORE AFTER RUNS    BEFORE and AFTER stand for two files each, .rows.json and
                                                 .log.json, as plumb tells them; RUNS names a run a line
"""
import json
import sys
from collections import Counter


def load(name):
    with open(name, encoding="utf-8") as text:
        return json.load(text)


def rows(name):
    return Counter(json.dumps(row) for row in load(name + ".rows.json")["first"])


def main(before, after, runs):
    old, new = load(before + ".log.json")["commits"], load(after + ".log.json")["commits"]
    added = new[: len(new) - len(old)]
    faults = []
    if new[len(new) - len(old) :] != old:
        faults.append("the log's beginning is another")
    versions = [commit["version"] for commit in new]
    if versions != sorted(range(len(versions)), reverse=True):
        faults.append(f"versions have gaps: {versions}")
    made = Counter(commit["transaction"].split("/")[0] for commit in added)
    with open(runs, encoding="utf-8") as text:
        acknowledged = text.read().split()
    for run, times in made.items():
        if times != 1:
            faults.append(f"run {run} committed {times} times")
        if run not in acknowledged:
            faults.append(f"run {run} committed and never said so")
    for run in acknowledged:
        if made[run] == 0:
            faults.append(f"run {run} said that it committed, and its commit is gone")
    was, now = rows(before), rows(after)
    if was != now:
        faults.append(f"{sum((was - now).values())} rows are lost, {sum((now - was).values())} are new")
    if faults:
        print("; ".join(faults))
        return 1
    print(f"{len(acknowledged)} runs, each committed once, and the same {sum(now.values()):,} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
