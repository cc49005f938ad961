"""Each kind of operator, made by the loader, hands its words and arguments on as they are.

usage: python airflow_operators.py export PLUMB DAGS    a DAG for each kind; and faulty ones, FAULTS
       python airflow_operators.py check DAGS
"""
import json
import os
import subprocess
import sys
from pathlib import Path

HOSTILE = "it's {{ 7 * 7 }} \"$(id)\" {% raw %} \u2028é"
TREES = {
    "container_resources": {"requests": {"memory": "1Gi", "cpu": "500m"}, "limits": {"memory": "2Gi"}},
    "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
        {"matchExpressions": [{"key": "disk", "operator": "In", "values": ["ssd"]}]}]}}},
    "tolerations": [{"key": "spot", "operator": "Equal", "value": "yes", "effect": "NoSchedule"}],
    "volumes": [{"name": "tables", "persistentVolumeClaim": {"claimName": "tables"}}],
    "volume_mounts": [{"name": "tables", "mountPath": "/tables", "readOnly": True}],
    "security_context": {"runAsUser": 1000, "fsGroup": 1000},
    "cmds": ["/opt/plumbline/plumb"],
}
POD = {
    "operator": "kubernetes-pod", "kubernetes-pod.image": "plumbline:1", "kubernetes-pod.namespace": "flights",
    "kubernetes-pod.env_vars.PLUMB_ENGINE": "local", "kubernetes-pod.env_vars.HOSTILE": HOSTILE,
    "kubernetes-pod.env_vars.TOKEN_OF": "variable:flights",
    **{f"kubernetes-pod.{name}": json.dumps(tree) for name, tree in TREES.items()},
}
APPLICATION = {
    "apiVersion": "sparkoperator.k8s.io/v1beta2", "kind": "SparkApplication", "metadata": {"name": "flights"},
    "spec": {"type": "Java", "mode": "cluster", "image": "plumbline:1", "sparkVersion": "4.1.0",
             "mainApplicationFile": "local:///opt/example.jar", "mainClass": "dev.plumbline.cli.Plumb",
             "driver": {"cores": 1, "memory": "1g"}, "executor": {"cores": 1, "instances": 2, "memory": "2g"}},
}
SPARK = {"operator": "spark-kubernetes", "spark-kubernetes.namespace": "flights",
         "spark-kubernetes.template_spec": json.dumps(APPLICATION)}
SUBMIT = {
    "operator": "spark-submit", "spark-submit.application": "/opt/example.jar", "spark-submit.conn_id": "spark_default",
    "spark-submit.executor_memory": "4g", "spark-submit.num_executors": "3",
    "spark-submit.conf.spark.sql.shuffle.partitions": "8", "spark-submit.env_vars.HOSTILE": HOSTILE,
}
CLUSTER = {  # which nobody calls: a pod is made without
    "apiVersion": "v1", "kind": "Config", "current-context": "none", "users": [{"name": "none", "user": {}}],
    "clusters": [{"name": "none", "cluster": {"server": "https://127.0.0.1:1"}}],
    "contexts": [{"name": "none", "context": {"cluster": "none", "user": "none"}}],
}
GOOD = {"pod": POD, "spark": SPARK, "submit": SUBMIT}
FAULTS = {  # by the place that is named
    "/operator/arguments/volumes/0/persistentVolumeClam":
        {**POD, "kubernetes-pod.volumes": '[{"name": "tables", "persistentVolumeClam": {"claimName": "t"}}]'},
    "/operator/arguments/volumes:":
        {**POD, "kubernetes-pod.volumes": '[{"persistentVolumeClaim": {"claimName": "t"}}]'},
    "/operator/arguments/tolerations/0/efect": {**POD, "kubernetes-pod.tolerations": '[{"efect": "NoSchedule"}]'},
    "/operator/arguments/container_resources/request": {**POD, "kubernetes-pod.container_resources": '{"request": {}}'},
    "/operator/arguments/template_spec":
        {**SPARK, "spark-kubernetes.template_spec": json.dumps({**APPLICATION, "spec": {"driver": {"cores": 1}}})},
}


def export(plumb, folder):
    sets = {**{name: keys for name, keys in GOOD.items()}, **{f"fault-{i}": keys for i, keys in enumerate(FAULTS.values())}}
    cluster = Path(folder).absolute() / "cluster.json"
    cluster.parent.mkdir(parents=True)
    cluster.write_text(json.dumps(CLUSTER))
    for name, keys in sets.items():
        if "kubernetes-pod.image" in keys:
            keys = {**keys, "kubernetes-pod.config_file": str(cluster)}
        told = {"schedule.start": "2001-06-01", "schedule.flight-scores.cron": "@daily",
                "schedule.flight-scores.interval": "ticks", "schedule.flight-scores.id": name,
                **{f"schedule.flight-scores.{key}": text for key, text in keys.items()}}
        options = [part for key, text in told.items() for part in ("--conf", f"{key}={text}")]
        subprocess.run([plumb, "export", "flight-scores", "--to", "airflow", "--out", folder, *options],
                       env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True)


def rendered(dag, name):
    """A task with its templates filled in, as for a run of that day."""
    import pendulum

    task = dag.get_task(name)
    start = pendulum.datetime(2001, 6, 1)

    class Run:
        run_id = "manual"

    class Variables:
        value = None

        @staticmethod
        def get(name):
            return f"value of {name}"

    Variables.value = Variables
    task.render_template_fields({
        "params": {key: dag.params[key] for key in dag.params}, "dag_run": Run, "dag": dag, "task": task,
        "data_interval_start": start, "data_interval_end": start.add(days=1), "var": Variables,
    })
    return task


def check(folder):
    from airflow_parsed import bag_with_errors

    dags, errors = bag_with_errors(folder)
    words = ["step", "flight-scores", "publish", "--run", "flight-scores-20010601T000000Z"]
    pod(rendered(dags["pod"], "publish"), words)
    spark(rendered(dags["spark"], "publish"), words)
    submit(rendered(dags["submit"], "publish"), words)
    faulty = {Path(file).stem: text for file, text in errors.items()}
    assert sorted(faulty) == [f"fault-{i}" for i in range(len(FAULTS))], errors
    for i, place in enumerate(FAULTS):
        assert place in faulty[f"fault-{i}"], (place, faulty[f"fault-{i}"])
    print(f"{len(GOOD)} kinds of operator, {len(FAULTS)} faulty arguments refused")


def pod(task, words):
    from kubernetes.client import ApiClient

    made = ApiClient().sanitize_for_serialization(task.build_pod_request_obj())
    container, spec = made["spec"]["containers"][0], made["spec"]
    assert container["args"] == words, container
    assert (container["image"], container["command"]) == ("plumbline:1", TREES["cmds"]), container
    env = {each["name"]: each["value"] for each in container["env"]}
    assert env == {"PLUMB_ENGINE": "local", "HOSTILE": HOSTILE, "TOKEN_OF": "value of flights"}, env
    assert container["resources"] == TREES["container_resources"], container
    assert TREES["volume_mounts"][0] in container["volumeMounts"], container
    for of_pod, name in (("affinity", "affinity"), ("tolerations", "tolerations"), ("volumes", "volumes"), ("securityContext", "security_context")):
        assert spec[of_pod] == TREES[name], (of_pod, spec[of_pod])


def spark(task, words):
    from airflow.providers.cncf.kubernetes.operators.custom_object_launcher import CustomObjectLauncher

    made = CustomObjectLauncher("flights", "flights", None, None, task.template_body).body
    assert made["spec"]["arguments"] == words, made
    assert {**made["spec"], "arguments": None} == {**APPLICATION["spec"], "arguments": None}, made
    assert (made["kind"], made["apiVersion"]) == (APPLICATION["kind"], APPLICATION["apiVersion"])


def submit(task, words):
    command = task._get_hook()._build_spark_submit_command(task.application)
    at = command.index("/opt/example.jar")
    assert command[at + 1:] == words, command
    assert command[command.index("--executor-memory") + 1] == "4g", command
    assert "spark.sql.shuffle.partitions=8" in command, command
    assert task.env_vars == {"HOSTILE": HOSTILE}, task.env_vars


if __name__ == "__main__":
    {"export": export, "check": check}[sys.argv[1]](*sys.argv[2:])
