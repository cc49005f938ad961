"""Hostile texts through conf, Java, JSON, the loader, Airflow's templates and bash come out as they are.

usage: python airflow_words.py export SEED PLUMB DAGS TOLD    exports with hostile texts in conf
       python airflow_words.py check SEED DAGS DAG TOLD       runs the task as Airflow does, compares
       python airflow_words.py tell FILE WORD...              what the task calls instead of plumb
"""
import json
import os
import random
import subprocess
import sys
from pathlib import Path

PIECES = [
    "'", '"', "\\", "$", "$(id)", "`id`", "${HOME}", "\n", "\r", "\r\n", "\t", "{{", "}}", "{%", "%}",
    "{#", "#}", "{{ 7 * 7 }}", "{% raw %}", "{% endraw %}", "\u2028", "\u2029", "\x85", "\x1b", "é",
    "😀", "\ufeff", "\u202e", ";", "&&", "|", ">", "*", "?", "~", "!", " ", "  ", "-", "--", "=", "%s",
    "%(x)s", ".sh", ".json", "a", "0", "None", "[1]", "<", "#", "\x7f",
]
COUNT = 60


def texts(seed):
    made = random.Random(int(seed))
    return ["".join(made.choices(PIECES, k=made.randint(1, 9))) + made.choice(["", "x", ".sh"]) for _ in range(COUNT)]


def export(seed, plumb, folder, told):
    # Commas part tags.
    hostile = ["<" + text + ">" for text in texts(seed)]
    keys = {f"schedule.flight-delay.bash.env.HOSTILE_{i}": text for i, text in enumerate(hostile)}
    keys["schedule.start"] = "2001-06-01"
    keys["schedule.flight-delay.once"] = "true"
    keys["schedule.flight-delay.params"] = "pipeline.source,pipeline.lateMinutes"
    keys["schedule.command"] = f"{sys.executable} {os.path.abspath(__file__)} tell {told}"
    keys["schedule.flight-delay.environment"] = hostile[0]
    keys["schedule.flight-delay.docs"] = hostile[1]
    keys["schedule.flight-delay.owner"] = hostile[2]
    keys["schedule.flight-delay.tags"] = hostile[3].replace(",", "")
    keys["schedule.flight-delay.pool"] = "of-flights"  # Airflow takes few letters
    keys["schedule.flight-delay.queue"] = hostile[5]
    keys["flight-delay.pipeline.source"] = hostile[6]
    options = [part for key, text in keys.items() for part in ("--conf", f"{key}={text}")]
    words = [plumb, "export", "flight-delay", "--to", "airflow", "--out", folder, *options]
    # A Java that isn't told so takes words for ASCII.
    subprocess.run(words, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True)


def check(seed, folder, name, told):
    from airflow_parsed import bag  # the folder of this file is on the path

    hostile = ["<" + text + ">" for text in texts(seed)]
    dag = bag(folder)[name]
    task = dag.get_task("plan")
    params = {key: dag.params[key] for key in dag.params}

    class Run:
        run_id = "manual"

    context = {"params": params, "dag_run": Run, "dag": dag, "task": task}
    task.render_template_fields(context)
    env = {**os.environ, **task.env}
    subprocess.run(["bash", "-c", task.bash_command], env=env, check=True)
    words, env = json.loads(Path(told).read_bytes())
    assert words[:2] == ["plan", "flight-delay"], words
    assert words[-1] == hostile[0], (words[-1], hostile[0])
    at = words.index("--set")
    assert words[at + 1] == "pipeline.source=" + hostile[6], (words[at + 1], hostile[6])
    for i, text in enumerate(hostile):
        assert env[f"HOSTILE_{i}"] == text, (env[f"HOSTILE_{i}"], text)
    assert dag.doc_md.startswith(hostile[1].strip()), (dag.doc_md, hostile[1])
    assert (task.owner, task.pool, task.queue) == (hostile[2], "of-flights", hostile[5])
    print(len(hostile) + 7)


def tell(path, *words):
    Path(path).write_text(json.dumps([words, dict(os.environ)]), encoding="utf-8")


if __name__ == "__main__":
    {"export": export, "check": check, "tell": tell}[sys.argv[1]](*sys.argv[2:])
