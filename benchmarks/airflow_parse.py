"""Milliseconds in which one file of a folder of DAGs is read, in a process that has imported airflow.

usage: python airflow_parse.py FILE       prints them
       python airflow_parse.py by-hand DOCUMENT FILE    writes the same DAG as a person would
"""
import sys

HEAD = """from datetime import datetime, timedelta, timezone

from airflow.providers.standard.operators.bash import BashOperator
try:
    from airflow.sdk import DAG, Asset, Param
except ImportError:
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
    from airflow.models.param import Param

"""


def by_hand(document, file):
    import json

    with open(document) as lines:
        told = json.load(lines)
    runs = told["runs"]
    lines = [HEAD, "with DAG(", f"    dag_id={told['dag']!r},", '    schedule="@once",',
             f"    start_date=datetime.fromisoformat({runs['start'].replace('Z', '+00:00')!r}),",
             f"    catchup={runs['catchup']},", f"    max_active_runs={runs['active']},",
             f"    doc_md={told['docs']!r},", f"    default_args={{'owner': {told['owner']!r}}},",
             "    params={" + ", ".join(f"{p['name']!r}: Param({p['initial']!r}, **{p['schema']!r})" for p in told["params"]) + "},",
             ") as dag:"]
    names = {task["id"]: f"task_{i}" for i, task in enumerate(told["tasks"])}
    for task in told["tasks"]:
        words = [word if isinstance(word, str) else "{{ run_id }}" for word in task["operator"]["arguments"]["command"] + task["words"]]
        retry = task["retry"]
        lines += [f"    {names[task['id']]} = BashOperator(", f"        task_id={task['id']!r},",
                  f"        bash_command={' '.join(words)!r},", f"        doc_md={task['docs']!r},",
                  f"        retries={retry['times']},", f"        retry_delay=timedelta(seconds={retry['pauseSeconds']}),",
                  f"        trigger_rule={task['trigger']!r},", f"        priority_weight={task['priority']},",
                  "        append_env=True,",
                  f"        inlets=[{', '.join(f'Asset({uri!r})' for uri in task['inlets'])}],",
                  f"        outlets=[{', '.join(f'Asset({uri!r})' for uri in task['outlets'])}],", "    )"]
        lines += [f"    {names[before]} >> {names[task['id']]}" for before in task["after"]]
    with open(file, "w") as out:
        out.write("\n".join(lines) + "\n")


def read(file):
    import importlib.util
    import time

    import airflow  # noqa: F401, what every parse has done before

    begun = time.perf_counter()
    spec = importlib.util.spec_from_file_location("read", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    took = (time.perf_counter() - begun) * 1000
    print(len(module.dag.tasks), took)


if __name__ == "__main__":
    if sys.argv[1] == "by-hand":
        by_hand(*sys.argv[2:])
    else:
        read(sys.argv[1])
