"""What people do with MLflow's client, and what they see of it, a line each; no id and no time in it."""

import json
import logging
import math
import os
import re
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

import mlflow
import numpy as np
import pandas as pd
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException

names = {}


def known_as(name, *ids):
    """From here on these ids are shown by a name."""
    for n, made_up in enumerate(ids):
        names[made_up] = name if len(ids) == 1 else f"{name}{n}"


def shown(value):
    if isinstance(value, float) and not math.isnan(value) and not math.isinf(value):
        return f"{value:.6g}"
    if isinstance(value, dict):
        return {k: shown(v) for k, v in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [shown(v) for v in value]
    return value


def see(what, value):
    line = f"{what}: {json.dumps(shown(value), sort_keys=True, default=str)}"
    for made_up, name in names.items():
        line = line.replace(made_up, f"<{name}>")
    print(line)


def refused(what, call):
    try:
        call()
        see(what, "no error")
    except MlflowException as e:
        see(what, [e.error_code, re.sub(r"\{'.*'\}", "{...}", re.split(r" Error: \(| It is deleted:", str(e))[0])])


client = MlflowClient()

# Experiments
flights = mlflow.set_experiment("flights").experiment_id
see("set_experiment again", mlflow.set_experiment("flights").experiment_id == flights)
other = client.create_experiment("other", tags={"team": "air"})
client.set_experiment_tag(other, "k", "v")
experiment = client.get_experiment(other)
see("experiment", [experiment.name, experiment.lifecycle_stage, experiment.tags, experiment.artifact_location])
client.rename_experiment(other, "another")
client.delete_experiment(other)
see("deleted", [e.name for e in client.search_experiments(view_type=ViewType.DELETED_ONLY)])
refused("create a deleted name", lambda: client.create_experiment("another"))
client.restore_experiment(other)
see("by tag", [e.name for e in client.search_experiments(filter_string="tags.team = 'air'")])
see("by name", [e.name for e in client.search_experiments(filter_string="name ILIKE 'FLI%'", order_by=["name"])])
refused("no such experiment", lambda: client.get_experiment("987654"))
see("by no name", client.get_experiment_by_name("nope"))

# Runs
with mlflow.start_run(run_name="parent", tags={"kind": "outer"}) as parent:
    known_as("parent", parent.info.run_id)
    mlflow.log_params({"depth": 6, "rate": 0.3, "text": "ä" * 10})
    for step in range(5):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_metrics({"auc": 0.61, "nan": float("nan"), "inf": float("inf")})
    mlflow.set_tags({"a.b/c": "x", "mlflow.note.content": "note"})
    mlflow.log_text("hello", "notes/hello.txt")
    mlflow.log_dict({"a": [1, 2]}, "d.json")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "ü b%.bin").write_bytes(os.urandom(3_000_000))
        Path(folder, "deep").mkdir()
        Path(folder, "deep", "x.txt").write_text("x")
        mlflow.log_artifacts(folder, "tree")
    frame = pd.DataFrame({"x": np.arange(5.0), "y": [0, 1, 0, 1, 1]})
    mlflow.log_input(mlflow.data.from_pandas(frame, name="flights", targets="y"), context="training")
    for child in range(3):
        with mlflow.start_run(run_name=f"child{child}", nested=True) as nested:
            known_as(f"child{child}", nested.info.run_id)
            mlflow.log_param("child", child)
            mlflow.log_metric("score", child * 10)

run = client.get_run(parent.info.run_id)
see("status", [run.info.status, run.info.run_name, run.info.lifecycle_stage])
see("params", run.data.params)
see("metrics", {k: str(v) for k, v in run.data.metrics.items()})
see("tags", {k: v for k, v in run.data.tags.items() if not k.startswith("mlflow.source") and k != "mlflow.user"})
see("datasets", [[i.dataset.name, i.dataset.source_type, [[t.key, t.value] for t in i.tags]] for i in run.inputs.dataset_inputs])
see("history", [[m.step, m.value] for m in client.get_metric_history(parent.info.run_id, "loss")])
see("no history", client.get_metric_history(parent.info.run_id, "none"))


def tree(path=None):
    for file in sorted(client.list_artifacts(parent.info.run_id, path), key=lambda f: f.path):
        see("file", [file.path, file.is_dir, file.file_size])
        if file.is_dir:
            tree(file.path)


tree()
with tempfile.TemporaryDirectory() as folder:
    local = Path(mlflow.artifacts.download_artifacts(run_id=parent.info.run_id, artifact_path="tree", dst_path=folder))
    see("downloaded", sorted([str(p.relative_to(local)), p.stat().st_size] for p in local.rglob("*") if p.is_file()))
see("text", mlflow.artifacts.load_text(parent.info.artifact_uri + "/notes/hello.txt"))
see("dict", mlflow.artifacts.load_dict(parent.info.artifact_uri + "/d.json"))

client.log_batch(
    parent.info.run_id,
    metrics=[Metric("batch", i, 1000 + i, i) for i in range(1000)],
)
client.log_batch(
    parent.info.run_id,
    metrics=[Metric("batch", i, 1000 + i, i) for i in range(1000)],
)
see("logged twice", len(client.get_metric_history(parent.info.run_id, "batch")))
refused("changed param", lambda: client.log_param(parent.info.run_id, "depth", 7))
refused("changed params", lambda: client.log_batch(parent.info.run_id, params=[Param("depth", "8"), Param("new", "1")]))
see("nothing of them", "new" in client.get_run(parent.info.run_id).data.params)
refused("bad key", lambda: client.set_tag(parent.info.run_id, "a@b", "x"))
refused("no such run", lambda: client.get_run("0" * 32))
client.delete_tag(parent.info.run_id, "a.b/c")
refused("no such tag", lambda: client.delete_tag(parent.info.run_id, "a.b/c"))
client.set_terminated(parent.info.run_id, "FAILED")
client.update_run(parent.info.run_id, name="renamed")
see("ended", [client.get_run(parent.info.run_id).info.status, client.get_run(parent.info.run_id).info.run_name])


def found(filter_string="", order_by=("attributes.run_name ASC",), **more):
    return [r.info.run_name for r in client.search_runs([flights], filter_string, order_by=list(order_by), **more)]


for filter_string in [
    "",
    "metrics.score > 5",
    "metrics.score >= 10 and params.child != '2'",
    "params.depth = '6'",
    "params.depth LIKE '6%'",
    "tags.`mlflow.parentRunId` = '%s'" % parent.info.run_id,
    "attributes.status = 'FINISHED'",
    "run_name ILIKE 'CHILD%'",
    "dataset.name = 'flights'",
    "dataset.context = 'training'",
    "attributes.run_id IN ('%s', 'x')" % parent.info.run_id,
    "tags.kind IS NOT NULL",
]:
    see(f"search {filter_string}", found(filter_string))
for order in ["metrics.score DESC", "params.child", "tags.kind", "attributes.start_time DESC"]:
    see(f"order {order}", found(order_by=[order]))
for filter_string in ["foo = 1", "metrics.x = 'a'", "params.a > '1'", "attributes.status ="]:
    refused(f"search {filter_string}", lambda f=filter_string: client.search_runs([flights], f))
token, pages = None, []
while True:
    page = client.search_runs([flights], order_by=["attributes.run_name ASC"], max_results=2, page_token=token)
    pages.append([r.info.run_name for r in page])
    token = page.token
    if not token:
        break
see("pages", pages)
frame = mlflow.search_runs(experiment_names=["flights"], filter_string="metrics.score >= 0", order_by=["metrics.score"])
see("as a frame", frame[["metrics.score", "params.child", "status"]].values.tolist())
children = client.search_runs([flights], "run_name = 'child0'")
client.delete_run(children[0].info.run_id)
see("deleted run", [found("", run_view_type=ViewType.DELETED_ONLY), found()])
refused("log to a deleted run", lambda: client.log_metric(children[0].info.run_id, "x", 1))
client.restore_run(children[0].info.run_id)
see("restored run", found("run_name = 'child0'"))

# Autologging
from sklearn.linear_model import LogisticRegression

generator = np.random.default_rng(7)
features = pd.DataFrame(generator.random((60, 2)), columns=["a", "b"])
labels = (features["a"] > features["b"]).astype(int)
mlflow.sklearn.autolog()
with mlflow.start_run(run_name="sklearn") as sk:
    known_as("sklearn", sk.info.run_id)
    LogisticRegression(max_iter=50).fit(features, labels)
mlflow.sklearn.autolog(disable=True)
run = client.get_run(sk.info.run_id)
see("autolog params", run.data.params)
see("autolog metrics", sorted(run.data.metrics))
see("autolog models", [len(run.outputs.model_outputs), sorted(f.path for f in client.list_artifacts(sk.info.run_id))])
logged = client.get_logged_model(run.outputs.model_outputs[0].model_id)
known_as("skmodel", logged.model_id)
see("autolog model", [logged.name, str(logged.status), logged.source_run_id, logged.artifact_location, sorted(m.key for m in logged.metrics)])
see("its files", sorted(f.path for f in client.list_logged_model_artifacts(logged.model_id)))

import xgboost

mlflow.xgboost.autolog(importance_types=[])
with mlflow.start_run(run_name="xgboost") as xg:
    known_as("xgboost", xg.info.run_id)
    matrix = xgboost.DMatrix(features, label=labels)
    xgboost.train({"objective": "binary:logistic", "max_depth": 2}, matrix, 5, evals=[(matrix, "train")], verbose_eval=False)
mlflow.xgboost.autolog(disable=True)
run = client.get_run(xg.info.run_id)
see("xgboost params", run.data.params)
see("xgboost metrics", sorted(run.data.metrics))
see("xgboost history", len(client.get_metric_history(xg.info.run_id, "train-logloss")))


# Models and the registry
class Add(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input: list[float]) -> list[float]:
        return [x + 1 for x in model_input]


with mlflow.start_run(run_name="model") as made:
    known_as("made", made.info.run_id)
    mlflow.log_metric("auc", 0.7)
    info = mlflow.pyfunc.log_model(name="add", python_model=Add(), params={"by": 1}, tags={"t": "1"})
known_as("model", info.model_id)
model = client.get_logged_model(info.model_id)
see("logged model", [model.name, str(model.status), model.params, {k: v for k, v in model.tags.items() if k == "t"}])
see("its metrics", [[m.key, m.value, m.run_id, m.model_id] for m in model.metrics])
client.set_logged_model_tags(info.model_id, {"u": "2"})
client.delete_logged_model_tag(info.model_id, "u")
refused("no such tag of a model", lambda: client.delete_logged_model_tag(info.model_id, "u"))
see("search models", [m.name for m in client.search_logged_models([flights], filter_string="metrics.auc > 0.5 AND name = 'add'")])
see(
    "order models",
    [m.name for m in client.search_logged_models([flights], order_by=[{"field_name": "metrics.auc", "ascending": False}])][:1],
)
refused("no such model", lambda: client.get_logged_model("m-none"))

version = mlflow.register_model(f"models:/{info.model_id}", "adder")
see("version", [version.name, str(version.version), version.run_id, version.source, version.current_stage, version.status])
again = mlflow.register_model(f"models:/{info.model_id}", "adder", tags={"second": "yes"})
see("second", [str(again.version), again.tags])
client.set_registered_model_alias("adder", "champion", "1")
see("alias", [str(client.get_model_version_by_alias("adder", "champion").version), client.get_registered_model("adder").aliases])
see("download uri", client.get_model_version_download_uri("adder", "1"))
loaded = mlflow.pyfunc.load_model("models:/adder@champion")
see("loaded by alias", loaded.predict([1.0, 2.0]))
see("loaded by number", mlflow.pyfunc.load_model("models:/adder/2").predict([5.0]))
client.set_registered_model_alias("adder", "champion", "2")
see("alias moved", str(client.get_model_version_by_alias("adder", "champion").version))
client.delete_registered_model_alias("adder", "champion")
refused("alias gone", lambda: client.get_model_version_by_alias("adder", "champion"))
refused("reserved alias", lambda: client.set_registered_model_alias("adder", "latest", "1"))
client.update_registered_model("adder", description="adds")
client.update_model_version("adder", "1", description="first")
client.set_registered_model_tag("adder", "k", "v")
client.set_model_version_tag("adder", "1", "k", "v")
see("described", [client.get_registered_model("adder").description, client.get_model_version("adder", "1").description])
see("tagged", [client.get_registered_model("adder").tags, client.get_model_version("adder", "1").tags])
client.delete_registered_model_tag("adder", "k")
client.delete_model_version_tag("adder", "1", "k")
see("untagged", [client.get_registered_model("adder").tags, client.get_model_version("adder", "1").tags])
see("stage", client.transition_model_version_stage("adder", "1", "Staging").current_stage)
see("archived", [client.transition_model_version_stage("adder", "2", "staging", archive_existing_versions=True).current_stage, client.get_model_version("adder", "1").current_stage])
see("latest", sorted(str(v.version) for v in client.get_latest_versions("adder")))
see("models", [[m.name, m.description] for m in client.search_registered_models()])
see("models by name", [m.name for m in client.search_registered_models("name ILIKE 'AD%'")])
see("versions", sorted(str(v.version) for v in client.search_model_versions("name = 'adder'")))
see("versions of a run", sorted(str(v.version) for v in client.search_model_versions(f"run_id = '{made.info.run_id}'")))
see("versions by tag", [str(v.version) for v in client.search_model_versions("tags.second = 'yes'")])
refused("create a taken name", lambda: client.create_registered_model("adder"))
refused("bad name", lambda: client.create_registered_model("a/b"))
refused("no such version", lambda: client.get_model_version("adder", "99"))
refused("a source elsewhere", lambda: client.create_model_version("adder", "/etc/passwd"))
refused("a source upward", lambda: client.create_model_version("adder", "s3://b/../x"))
client.delete_model_version("adder", "2")
refused("deleted version", lambda: client.get_model_version("adder", "2"))
see("numbers go on", str(client.create_model_version("adder", "s3://bucket/model").version))
client.rename_registered_model("adder", "adder2")
refused("old name", lambda: client.get_registered_model("adder"))
see("new name", [str(v.version) for v in client.search_model_versions("name = 'adder2'", order_by=["version_number ASC"])])
client.delete_registered_model("adder2")
see("no models", [m.name for m in client.search_registered_models()])
client.delete_logged_model(info.model_id)
refused("deleted model", lambda: client.get_logged_model(info.model_id))
sys.stdout.flush()
