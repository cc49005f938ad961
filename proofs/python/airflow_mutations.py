"""Gives the loader changed documents: each is refused with the place of its fault.

usage: python airflow_mutations.py DAGS RESOURCES    DAGS: has a loader and the schema
"""
import json
import runpy
import shutil
import sys
import tempfile
from pathlib import Path


def change(document, mutation):
    *path, last = mutation["at"][1:].split("/")
    at = document
    for part in path:
        at = at[int(part) if isinstance(at, list) else part]
    last = int(last) if isinstance(at, list) else last
    if mutation.get("remove"):
        del at[last]
    else:
        at[last] = mutation["set"]


def load(folder, document):
    (folder / "x.json").write_text(document, encoding="utf-8")
    return runpy.run_path(str(folder / "x.py"))


def main(dags, resources):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(next(Path(dags).glob("*.py")), folder / "x.py")
        shutil.copy(next(Path(dags).glob("*.schema.json")), folder)
        mutations = json.loads((Path(resources) / "mutations.json").read_bytes())
        for mutation in mutations:
            golden = Path(resources) / "golden" / f"{mutation['of']}.json"
            document = json.loads(golden.read_bytes())
            change(document, mutation)
            try:
                load(folder, json.dumps(document))
            except Exception as e:
                assert type(e).__name__ == "Fault", (mutation, e)
                assert f": {mutation['fault']}: " in str(e), (mutation, str(e))
            else:
                raise AssertionError(f"taken: {mutation}")
        for golden in sorted((Path(resources) / "golden").glob("*.json")):
            load(folder, golden.read_text(encoding="utf-8"))
    print(f"{len(mutations)} mutations refused")


main(*sys.argv[1:])
