"""Reads a folder of exported DAGs as Airflow does, and compares with what plumb export said.

usage: python airflow_parsed.py DAGS ANSWERS    DAGS: the folder, ANSWERS: one NAME.json for each DAG
"""
import inspect
import json
import logging
import sys
from datetime import datetime
from pathlib import Path

import airflow
from airflow.timetables.base import TimeRestriction
from pendulum import instance

try:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.serialization.encoders import coerce_to_core_timetable as core
    from airflow.serialization.serialized_objects import DagSerialization as Serialized
except ImportError:
    from airflow.models.dagbag import DagBag
    from airflow.serialization.serialized_objects import SerializedDAG as Serialized

    def core(timetable):
        return timetable


def bag_with_errors(folder):
    logging.disable(logging.CRITICAL)
    more = {"include_examples": False}
    known = inspect.signature(DagBag.__init__).parameters
    found = DagBag(str(folder), **{k: v for k, v in more.items() if k in known})
    return found.dags, found.import_errors


def bag(folder):
    dags, errors = bag_with_errors(folder)
    assert not errors, errors
    return dags


def moment(text):
    return instance(datetime.fromisoformat(text.replace("Z", "+00:00")))


def graph(dag, document):
    told = {task["id"]: set(task["after"]) for task in document["tasks"]}
    made = {task.task_id: set(task.upstream_task_ids) for task in dag.tasks}
    assert told == made, (dag.dag_id, told, made)


def intervals(dag, document, answer):
    """The next runs are those that Java computed: when each begins, and for which interval."""
    runs = document["runs"]
    told = [each["at"] for each in answer["next"]]
    if not told:
        return 0
    near = moment(told[0]).subtract(days=40)
    latest = moment(runs["end"]) if "end" in runs else None
    earliest = max(moment(runs["start"]), near)
    within = TimeRestriction(earliest=earliest, latest=latest, catchup=True)
    last, made = None, []
    while len(made) < len(told):
        info = core(dag.timetable).next_dagrun_info(
            last_automated_data_interval=last, restriction=within
        )
        last = info.data_interval
        if last.end > moment(told[0]).subtract(seconds=1):
            made.append(last.end.in_timezone("UTC").strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert told == made, (dag.dag_id, told, made)
    return len(made)


def main(folder, answers):
    dags = bag(folder)
    again = bag(folder)
    compared = 0
    names = sorted(path.stem for path in Path(answers).glob("*.json"))
    assert sorted(dags) == names, (sorted(dags), names)
    for name in names:
        document = json.loads((Path(folder) / f"{name}.json").read_bytes())
        answer = json.loads((Path(answers) / f"{name}.json").read_bytes())
        graph(dags[name], document)
        compared += intervals(dags[name], document, answer)
        first, second = (Serialized.to_dict(each[name]) for each in (dags, again))
        assert first == second, f"{name} is another DAG at each parse"
    print(f"{len(names)} DAGs, {compared} intervals")


if __name__ == "__main__":
    main(*sys.argv[1:])
