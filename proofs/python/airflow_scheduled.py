"""Lets a real Airflow run exported DAGs, and looks at its database and at the tables for what became of them.

usage: python airflow_scheduled.py PLUMB WORK    run by Airflow's own python, in its AIRFLOW_HOME

WORK: `dags`, the exported documents; `more.csv.gz`, the flights with a day that was missing;
`kill`, while it is there, has PLUMB killed once it has committed scores.
"""
import json
import os
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from airflow import __version__ as version

PLUMB, WORK = sys.argv[1], Path(sys.argv[2])
HOME = Path(os.environ["AIRFLOW_HOME"])
OLD = version.startswith("2.")
AIRFLOW = str(Path(sys.executable).with_name("airflow"))
# Airflow 2.11 backfills no day behind a DAG's end: there the same pipeline has a second DAG, of the whole year.
BACKFILLED = "flight-scores-2001" if OLD else "flight-scores"
DATE = "execution_date" if OLD else "logical_date"
PATIENCE = 240  # seconds
RUNNING, BY_HAND = [], []


# --- The parts of Airflow, as processes of their own.


def start():
    """The scheduler; in Airflow 3 also the DAG processor and the server that its workers talk to."""
    parts = ["scheduler", "triggerer"]
    if OLD:
        os.environ["AIRFLOW__CORE__EXECUTOR"] = "SequentialExecutor"  # what SQLite allows there
    else:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        os.environ["AIRFLOW__CORE__EXECUTOR"] = "LocalExecutor"
        os.environ["AIRFLOW__CORE__PARALLELISM"] = "2"
        os.environ["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] = f"http://127.0.0.1:{port}/execution/"
        os.environ["AIRFLOW__API_AUTH__JWT_SECRET"] = secrets.token_urlsafe(48)
        parts += ["dag-processor", f"api-server --host 127.0.0.1 --port {port} --workers 1"]
    os.environ["AIRFLOW__SCHEDULER__TRIGGERER_HEALTH_CHECK_THRESHOLD"] = "300"
    os.environ["PATH"] = str(Path(AIRFLOW).parent) + os.pathsep + os.environ["PATH"]  # it calls itself
    # Airflow gives up on SQLite after five seconds, and its parts are many.
    os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = f"sqlite:///{HOME}/airflow.db?timeout=60"
    command("db", "migrate")
    with closing(sqlite3.connect(HOME / "airflow.db")) as database:
        database.execute("pragma journal_mode = wal")
    for part in parts:
        log = open(HOME / f"{part.split()[0]}.log", "wb")
        RUNNING.append(subprocess.Popen([AIRFLOW, *part.split()], stdout=log, stderr=log, start_new_session=True))


def stop():
    for process in RUNNING:
        process.terminate()
    for process in RUNNING:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)


def command(*words):
    for _ in range(5):
        done = subprocess.run([AIRFLOW, *words], capture_output=True, text=True, cwd=HOME)
        if "database is locked" not in done.stderr:
            break
    assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-4000:])


# --- What became of it.


def rows(query, *values):
    with closing(sqlite3.connect(f"file:{HOME}/airflow.db?mode=ro", uri=True, timeout=30)) as database:
        return database.execute(query, values).fetchall()


def until(what, ask):
    """The answer, once there is one."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        answer = ask()
        if answer:
            return answer
        ended = [each.args for each in RUNNING if each.poll() is not None]
        assert not ended, (what, ended)
        time.sleep(0.5)
    raise AssertionError(f"{what}: not within {PATIENCE} seconds; {states()}")


def states():
    return rows("select dag_id, run_id, state from dag_run"), rows(
        "select dag_id, run_id, task_id, state, try_number from task_instance where state is not 'success'"
    )


def ended(dag, kind=None, count=1, after=()):
    """The runs of a DAG, by their ids, once so many have ended; `after` are not counted."""

    def ask():
        found = [
            (run, state)
            for run, state, of in rows(f"select run_id, state, run_type from dag_run where dag_id = ? order by {DATE}, run_id", dag)
            if run not in after and (kind is None or of in kind)
        ]
        return found if len(found) >= count and all(s in ("success", "failed") for _, s in found) else None

    return until(f"{count} ended runs of {dag}", ask)


def tasks(dag, run):
    return {
        task: (state, tries)
        for task, state, tries in rows(
            "select task_id, state, try_number from task_instance where dag_id = ? and run_id = ?", dag, run
        )
    }


def trigger(dag, **conf):
    run = f"by-hand-{len(BY_HAND)}"
    BY_HAND.append(run)
    # Airflow 2 runs no task of a run that is dated after the DAG's end.
    dated = ["--exec-date", f"2001-06-01T12:{len(BY_HAND):02}:00+00:00"] if OLD else []
    command("dags", "trigger", dag, "--run-id", run, "--conf", json.dumps(conf), *dated)
    return run


def finished(dag, run, state="success"):
    found = until(f"run {run} of {dag}", lambda: rows(
        "select state from dag_run where dag_id = ? and run_id = ? and state in ('success', 'failed')", dag, run
    ))
    assert found == [(state,)], (dag, run, found, tasks(dag, run))


def plumb(*words):
    return subprocess.run([PLUMB, *words], capture_output=True, text=True, check=True).stdout


def by_day(table):
    """How many rows of each day a table has, by who doesn't use our reader."""
    counts = {}
    for file in files(table):
        day = file["partitionValues"]["day"]
        counts[day] = counts.get(day, 0) + json.loads(file["stats"])["numRecords"]
    return counts


def files(table):
    log = WORK / "data" / "tables" / table / "_delta_log"
    living = {}
    for commit in sorted(log.glob("*.json")):
        for line in commit.read_text().splitlines():
            action = json.loads(line)
            if "add" in action:
                living[action["add"]["path"]] = action["add"]
            elif "remove" in action:
                living.pop(action["remove"]["path"], None)
    return living.values()


def versions(table):
    return sorted(each.name for each in (WORK / "data" / "tables" / table / "_delta_log").glob("*.json"))


# --- What has to be seen.


def trained_and_joined():
    """The first run trains; the table that it writes begins the run of who waits for it."""
    command("dags", "unpause", "airport-load")
    command("dags", "unpause", "flight-delay")
    (run, state), = ended("flight-delay", ["scheduled"])
    assert state == "success", tasks("flight-delay", run)
    (load, state), = ended("airport-load")
    of = rows("select run_type from dag_run where dag_id = 'airport-load'")
    assert state == "success" and of[0][0] in ("asset_triggered", "dataset_triggered"), (of, tasks("airport-load", load))
    return f"flight-delay began {load.split('__')[0]} airport-load"


def caught_up():
    """Two days by catch-up, each a partition, each day's scores then checked for the same day."""
    command("dags", "unpause", "score-check")
    command("dags", "unpause", "flight-scores")
    runs = ended("flight-scores", ["scheduled"], 2)
    assert [state for _, state in runs] == ["success", "success"], runs
    spans = rows("select date(data_interval_start), run_type from dag_run where dag_id = 'flight-scores' order by 1")
    assert spans == [("2001-06-01", "scheduled"), ("2001-06-02", "scheduled")], spans
    expected = by_day("flights")
    assert by_day("scores") == {day: expected[day] for day in ("2001-06-01", "2001-06-02")}
    checks = ended("score-check", count=2)
    assert [state for _, state in checks] == ["success", "success"], checks
    assert set(by_day("checked-scores")) == {"2001-06-01", "2001-06-02"}
    # What follows changes the table for several days at once, of which Airflow may make one run.
    command("dags", "pause", "--yes", "score-check")
    return "2 scheduled intervals, each checked by the run that its table's change began"


def killed():
    """Killed after its commit, before it said so: the second try ends it, with no row twice."""
    (WORK / "kill").touch()
    for day in ("2001-06-20", "2001-06-21", "2001-06-22", "2001-06-23", "2001-06-24"):
        before = versions("scores")
        run = trigger("flight-scores", date=day)
        finished("flight-scores", run)
        assert len(versions("scores")) == len(before) + 1, (before, versions("scores"))
        assert by_day("scores")[day] == by_day("flights")[day]
        if (WORK / "killed").exists():
            break  # it may have ended before the kill came
    assert not (WORK / "kill").exists(), "nothing was killed"
    found = tasks("flight-scores", run)
    assert found["publish"] == ("success", 2), found
    return "a task killed past its commit succeeds in its second try, its rows there once"


def missing():
    """A day that isn't there yet is tried again until it has come."""
    run = trigger("flight-scores", date="2001-07-01")
    until("a try that isn't ready", lambda: tasks("flight-scores", run).get("plan", ("", 0))[0] == "up_for_retry")
    refused(trigger("flight-delay", **{"pipeline.source": str(WORK / "more.csv.gz"), "train.boosting.rounds": 1, "train.boosting.depth": 1}))
    finished("flight-scores", run)
    tries = tasks("flight-scores", run)["plan"][1]
    assert tries > 1
    assert by_day("scores")["2001-07-01"] == by_day("flights")["2001-07-01"] > 0
    return f"a missing day, tried {tries} times until it came, in a run whose refused gate shows as skipped"


def refused(run):
    """A gate that refuses is a skip, and so is what waits for the version; all else is done."""
    champion = plumb("models", "show", "flight-delay", "--json")
    finished("flight-delay", run)
    found = tasks("flight-delay", run)
    skipped = {task for task, (state, _) in found.items() if state == "skipped"}
    assert skipped == {"register", "publish"}, found
    assert all(state == "success" for task, (state, _) in found.items() if task not in skipped), found
    assert plumb("models", "show", "flight-delay", "--json") == champion


def backfilled():
    """Three days of Airflow's backfill are three partitions; again, and the table is the same."""
    days = ["2001-06-04", "2001-06-05", "2001-06-06"]
    backfill(days, [], ["none"])
    expected = by_day("flights")
    assert {day: count for day, count in by_day("scores").items() if day in days} == {day: expected[day] for day in days}
    before = versions("scores")
    backfill(days, ["--reset-dagruns", "-y"], ["completed"])
    assert versions("scores") == before
    told = json.loads(plumb("backfill", "flight-scores", "--from", days[0], "--to", days[2], "--dry-run", "--json"))
    assert {each["state"] for each in told["intervals"]} == {"CURRENT"}, told
    return "a backfill of 3 days, the second time without a version"


def backfill(days, old, new):
    if OLD:
        command("dags", "backfill", BACKFILLED, "-s", days[0], "-e", days[2], *old)
    else:
        done = rows("select max(id) from backfill")[0][0] or 0
        command("backfill", "create", "--dag-id", BACKFILLED, "--from-date", days[0], "--to-date", days[2],
                "--reprocess-behavior", *new)
        until("a backfill", lambda: rows("select 1 from backfill where id > ? and completed_at is not null", done))
    found = rows("select date(data_interval_start), run_type, state from dag_run where dag_id = ?"
                 " and run_type = 'backfill' order by 1", BACKFILLED)
    assert found == [(day, "backfill", "success") for day in days], found


def main():
    try:
        start()
        until("reading the DAGs", lambda: len(rows("select dag_id from dag")) == 5)
        seen = []
        for check in (trained_and_joined, caught_up, killed, backfilled, missing):
            begun = time.monotonic()
            seen.append(check())
            print(f"{time.monotonic() - begun:.0f} s, {seen[-1]}", flush=True)
        until("the end of every run", lambda: not rows("select 1 from dag_run where state in ('queued', 'running')"))
        failed = rows("select dag_id, run_id from dag_run where state <> 'success'")
        assert not failed, failed
        print("; ".join(seen))
    finally:
        stop()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left behind
    main()
