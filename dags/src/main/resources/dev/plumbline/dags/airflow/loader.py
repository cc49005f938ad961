"""Makes an Airflow DAG of the JSON document beside this file, which has its name.

Plumbline writes both. This text is the same for every pipeline and holds nothing of it; a document
that isn't as Plumbline wrote it, or that asks for what this Airflow lacks, is an import error that
names the place. Airflow 2.11 and 3.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import importlib
import inspect
import json
import re
import shlex
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from jinja2 import pass_context

from airflow import __version__ as AIRFLOW

try:
    from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
    from airflow.sdk import DAG, Asset, AssetAll, AssetAny, Param, TaskGroup
    from airflow.sdk import CronDataIntervalTimetable, CronTriggerTimetable
    from airflow.sdk import DeltaDataIntervalTimetable, DeltaTriggerTimetable
except ImportError:
    from airflow.exceptions import AirflowFailException, AirflowSkipException
    from airflow.datasets import Dataset as Asset, DatasetAll as AssetAll, DatasetAny as AssetAny
    from airflow.models.dag import DAG
    from airflow.models.param import Param
    from airflow.timetables.interval import CronDataIntervalTimetable, DeltaDataIntervalTimetable
    from airflow.timetables.trigger import CronTriggerTimetable, DeltaTriggerTimetable
    from airflow.utils.task_group import TaskGroup

FORMAT = "plumbline-dag-1"
OPERATORS = {
    "empty": ("standard", "empty", "EmptyOperator", None),
    "bash": ("standard", "bash", "BashOperator", "bash_command"),
    "spark_submit": ("apache.spark", "spark_submit", "SparkSubmitOperator", "application_args"),
    "kubernetes_pod": ("cncf.kubernetes", "pod", "KubernetesPodOperator", "arguments"),
    "spark_kubernetes": ("cncf.kubernetes", "spark_kubernetes", "SparkKubernetesOperator", None),
}
REFUSED, GATE, BLOCKED = 2, 4, 5  # exit codes of plumb; every other but 0 is tried again
MODELS = {  # Kubernetes' own, of arguments that are no plain values
    "affinity": "V1Affinity",
    "container_resources": "V1ResourceRequirements",
    "security_context": "V1PodSecurityContext",
    "tolerations": "list[V1Toleration]",
    "volume_mounts": "list[V1VolumeMount]",
    "volumes": "list[V1Volume]",
}
EXIT = re.compile(r"(?:exit code|Error code is:|'exit_code':) (\d+)")


class Fault(Exception):
    """What in the document can't be used, and where."""

    def __init__(self, path, what):
        super().__init__(f"Cannot use {HERE.name}: {path}: {what}")


HERE = Path(__file__).with_suffix(".json")


def read():
    """The document, if it is as Plumbline wrote it; else every fault in it."""
    raw = HERE.read_bytes()
    document = parsed(raw)
    try:
        written = document["hash"]
        zeros = raw.replace(written.encode(), b"sha256:" + b"0" * 64, 1)
        whole = written == "sha256:" + hashlib.sha256(zeros).hexdigest()
        whole = whole and document["format"] == FORMAT
    except (LookupError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise Fault(*first_fault(parsed(raw, object_pairs_hook=once)))
    return document


def parsed(raw, **hooks):
    try:
        return json.loads(raw.decode("utf-8"), **hooks)
    except ValueError as e:
        raise Fault("/", f"isn't JSON: {e}") from e


def once(pairs):
    """A JSON object, whose keys are each there once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a key is there twice among {sorted(key for key, _ in pairs)}")
    return found


def first_fault(document):
    """Where a document differs from its schema; only asked when it isn't Plumbline's own."""
    import jsonschema

    schema = json.loads(HERE.with_name(FORMAT + ".schema.json").read_bytes())
    faults = jsonschema.Draft202012Validator(schema).iter_errors(document)
    for fault in sorted(faults, key=lambda f: [str(part) for part in f.absolute_path]):
        return pointer([*fault.absolute_path, *names(fault)]), fault.message
    for fault in unconnected(document):
        return fault
    return "/hash", "isn't that of the document: it was changed by hand, export the pipeline again"


def names(fault):
    """A property that is missing or too many has a place as well."""
    if fault.validator == "required":
        return [key for key in fault.validator_value if key not in fault.instance][:1]
    if fault.validator == "additionalProperties" and fault.validator_value is False:
        return [key for key in fault.instance if key not in fault.schema["properties"]][:1]
    return []


def unconnected(document):
    """What a schema can't say: names that are used are there, each once, and before their use."""
    groups, params, tasks = set(), set(), set()
    for kind, key, known in (("groups", "id", groups), ("params", "name", params)):
        for i, each in enumerate(document[kind]):
            yield from twice(f"/{kind}/{i}/{key}", each[key], known)
    for i, task in enumerate(document["tasks"]):
        used = [(f"after/{j}", name, tasks) for j, name in enumerate(task["after"])]
        for j, word in enumerate(task["words"]):
            if isinstance(word, dict) and word["of"] == "param":
                used.append((f"words/{j}/name", word["name"], params))
        if "group" in task:
            used.append(("group", task["group"], groups))
        for place, name, known in used:
            if name not in known:
                yield f"/tasks/{i}/{place}", f"{name!r} is none of {sorted(known)}"
        yield from twice(f"/tasks/{i}/id", task["id"], tasks)


def twice(path, name, known):
    if name in known:
        yield path, f"{name!r} is there a second time"
    known.add(name)


def pointer(path):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path) or "/"


# --- What a run knows of itself.


def begins(document, context):
    """When the pipeline's interval begins that a run is for."""
    rule = document["slice"]
    zone = ZoneInfo(rule["zone"])
    given = context["params"].get("date")
    if given:
        return datetime.fromisoformat(given).replace(tzinfo=zone).astimezone(timezone.utc)
    if rule["from"] == "assets":
        return of_assets(context)
    start, end = context.get("data_interval_start"), context.get("data_interval_end")
    if not start or not end:
        raise AirflowFailException(
            "Cannot tell which interval this run is for: it has no logical date,"
            " trigger it with one, or with the param date"
        )
    if rule["from"] == "ticks":
        return start.astimezone(timezone.utc)
    tick = end.astimezone(zone)
    if rule["grain"] == "hour":
        return (end - timedelta(minutes=tick.minute, seconds=tick.second, hours=1)).astimezone(
            timezone.utc
        )
    day = tick.date()
    if rule["grain"] == "month":
        before = day.replace(day=1) - timedelta(days=1)
        day = before.replace(day=min(day.day, before.day))
    else:
        day -= timedelta(weeks=1) if rule["grain"] == "week" else timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(timezone.utc)


def of_assets(context):
    """The interval for which the tables were written whose change began the run."""
    events = context.get("triggering_asset_events") or context.get("triggering_dataset_events")
    found = set()
    for of_one in (events or {}).values():
        for event in of_one:
            found.add((event.extra or {}).get("plumbline.interval.start"))
    if len(found) != 1 or None in found:
        told = ", ".join(sorted(str(each) for each in found)) or "none"
        raise AirflowFailException(
            f"Cannot tell which interval this run is for: the tables' events name {told},"
            " trigger one run for each with the param date"
        )
    return datetime.fromisoformat(found.pop())


def run_id(document, context):
    """The same in every retry: of pipeline and interval, or of Airflow's run where there is none."""
    if "slice" in document:
        return f"{document['pipeline']}-{begins(document, context):%Y%m%dT%H%M%SZ}"
    own = hashlib.sha256(context["dag_run"].run_id.encode()).hexdigest()[:16]
    return f"{document['pipeline']}-{own}"


def value_of(document, word, context):
    if word["of"] == "run":
        value = run_id(document, context)
    elif word["of"] == "date":
        value = f"{begins(document, context):%Y-%m-%dT%H:%M:%SZ}"
    else:
        value = context["params"][word["name"]]
        value = str(value).lower() if isinstance(value, bool) else str(value)
    return word.get("before", "") + value


class Words:
    """What templates of this DAG may ask for, by number: no text of the document becomes a template."""

    def __init__(self, document):
        self.document = document
        self.known = []

    def template(self, word, quoted):
        if isinstance(word, str):
            return literal(word, quoted)
        self.known.append((word, quoted))
        return "{{ plumb(%d) }}" % (len(self.known) - 1)

    def macro(self):
        @pass_context
        def plumb(context, number):
            word, quoted = self.known[number]
            value = value_of(self.document, word, context)
            return shlex.quote(value) if quoted else value

        return plumb


@functools.cache
def literal(text, quoted=False):
    """A template that renders to this text: Jinja reads braces and rewrites ends of lines."""
    text = shlex.quote(text) if quoted else text
    return re.sub(r"[{\r]|\n\Z", lambda found: '{{ "%s" }}' % ESCAPES[found[0]], text)


ESCAPES = {"{": "{", "\r": "\\r", "\n": "\\n"}


# --- Operators.


class Exits:
    """Gives an operator plumb's exit codes: what becomes of the task, and the tables it has changed."""

    template_ext = ()
    plumb_document = {}
    plumb_refused = None

    def execute(self, context, **of_airflow):  # 2.11 says by a word of its own that it is the caller
        try:
            answer = super().execute(context, **of_airflow)
        except (AirflowSkipException, AirflowFailException):
            raise
        except Exception as e:
            codes = EXIT.findall(str(e))  # what stands before the last may be words of the command
            code = int(codes[-1]) if codes else 1
            if code == GATE and self.plumb_refused == "skip":
                raise AirflowSkipException("The gate refused: no new version") from e
            if code in (REFUSED, BLOCKED):
                raise AirflowFailException(f"{e} Trying again would not help.") from e
            if code != GATE or self.plumb_refused != "done":
                raise
            answer = None
        self.plumb_tell(context)
        return answer

    def plumb_tell(self, context):
        """Tells those who wait for its tables which interval was written."""
        if "slice" in self.plumb_document:
            start = begins(self.plumb_document, context).isoformat()
            for asset in self.outlets:
                context["outlet_events"][asset].extra = {"plumbline.interval.start": start}


def operator(document, kind, path):
    """An installed operator's class, with plumb's exit codes."""
    provider, module, name, _ = OPERATORS[kind]
    places = [f"airflow.providers.{provider}.operators.{module}", f"airflow.operators.{module}"]
    for place in places if provider == "standard" else places[:1]:
        try:
            base = getattr(importlib.import_module(place), name)
        except (ImportError, AttributeError) as e:
            missing = e
            continue
        if kind == "empty":
            return base
        made = type(name, (Exits, base), {"__module__": __name__, "plumb_document": document})
        made.__init__ = base.__init__  # Airflow has wrapped it a second time
        return made
    package = "apache-airflow-providers-" + provider.replace(".", "-")
    raise Fault(path, f"{name} isn't installed here, add {package} ({missing})")


@functools.cache
def known_arguments(cls):
    """The arguments that an operator's class takes, its bases' included."""
    known = set()
    for base in cls.__mro__:
        if "__init__" in vars(base):
            code = getattr(inspect.unwrap(base.__init__), "__code__", None)
            if code is not None:  # object's own has none
                known.update(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    return known


def argument(value, name, path, templated):
    """A value of the document as an operator takes it."""
    if isinstance(value, dict):
        reference = None
        if "$variable" in value:
            reference = "{{ var.value.get('%s') }}" % value["$variable"]
        elif "$connection" in value:
            reference = "{{ conn.get('%s').%s }}" % (value["$connection"], value["part"])
        if reference and not templated:
            raise Fault(path, f"argument {name} takes no reference: Airflow doesn't render it")
        return reference or {k: argument(v, name, path, templated) for k, v in value.items()}
    if isinstance(value, list):
        return [argument(each, name, path, templated) for each in value]
    return literal(value) if templated and isinstance(value, str) else value


def arguments(cls, task, kind, words, path):
    given = dict(task["operator"]["arguments"])
    command = given.pop("command", [])
    templated = set(cls.template_fields)
    made = {}
    known = known_arguments(cls)
    for name, value in given.items():
        if name not in known:
            raise Fault(
                f"{path}/operator/arguments/{name}",
                f"task {task['id']}: {cls.__name__} takes no argument {name} here",
            )
        place = f"{path}/operator/arguments/{name}"
        made[name] = argument(value, name, place, name in templated)
        if kind == "kubernetes_pod" and name in MODELS:
            made[name] = of_kubernetes(made[name], MODELS[name], place)
    if kind == "bash":
        line = [words.template(word, True) for word in command + task["words"]]
        made["bash_command"] = "exec " + " ".join(line)
        made.setdefault("append_env", True)
    elif OPERATORS[kind][3]:
        made[OPERATORS[kind][3]] = [words.template(word, False) for word in task["words"]]
    if kind == "spark_kubernetes":
        made["template_spec"] = of_spark(made["template_spec"], f"{path}/operator/arguments/template_spec")
        spec = made["template_spec"]["spark"]["spec"]
        spec["arguments"] = [words.template(word, False) for word in task["words"]]
    if "skip_on_exit_code" in known and task.get("refused") == "skip":
        made["skip_on_exit_code"] = [GATE]
    if kind == "spark_submit" and "durable" in known and AIRFLOW >= "3.3":
        made.setdefault("durable", False)  # a retry calls plumb again, which goes on with its run
    return made


def of_kubernetes(value, model, path):
    """A value of the document as Kubernetes' model of it, if that knows all that it says."""
    from kubernetes.client import ApiClient

    client = ApiClient()
    try:
        made = client.deserialize(SimpleNamespace(data=json.dumps(value)), model)
    except Exception as e:
        raise Fault(path, f"isn't a {model}: {e}") from e
    known = client.sanitize_for_serialization(made)
    for place in unknown(value, known, path):
        raise Fault(place, f"{model} knows nothing of it")
    return made


def unknown(value, known, path):
    if isinstance(value, dict):
        for key in value:
            if not isinstance(known, dict) or key not in known:
                yield path + pointer([key])
            else:
                yield from unknown(value[key], known[key], path + pointer([key]))
    elif isinstance(value, list) and isinstance(known, list) and len(value) == len(known):
        for i, each in enumerate(value):
            yield from unknown(each, known[i], f"{path}/{i}")
    elif value != known:
        yield path


def of_spark(value, path):
    """The resource that Spark's operator in Kubernetes takes, if the provider can make one of it."""
    from airflow.providers.cncf.kubernetes.operators.custom_object_launcher import (
        CustomObjectLauncher,
    )

    whole = value if "spark" in value else {"spark": value}
    try:
        CustomObjectLauncher("name", "namespace", None, None, copy.deepcopy(whole))
        for part in ("driver", "executor"):
            whole["spark"]["spec"][part].items()
    except Exception as e:
        raise Fault(path, f"is no resource of the Spark operator: {type(e).__name__}: {e}") from e
    return whole


# --- The DAG.


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def seconds(of, key):
    return timedelta(seconds=of[key]) if key in of else None


def schedule(plan):
    kind = plan["kind"]
    covers = plan.get("covers") == "ticks"
    if kind == "once":
        return "@once"
    if kind == "assets":
        assets = [Asset(uri) for uri in plan["of"]]
        return (AssetAny if plan["any"] else AssetAll)(*assets)
    if kind == "every":
        made = (DeltaDataIntervalTimetable if covers else DeltaTriggerTimetable)(
            timedelta(seconds=plan["seconds"])
        )
    else:
        made = (CronDataIntervalTimetable if covers else CronTriggerTimetable)(
            plan["line"], timezone=plan["zone"]
        )
    if hasattr(made, "validate"):
        made.validate()
    return made


def told(addresses, subject):
    """Sends mail by Airflow's own connection; empty where nobody is to be told."""
    if not addresses:
        return []
    try:
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier
    except ImportError as e:
        raise Fault("/notices", f"mail needs apache-airflow-providers-smtp ({e})") from e
    body = "{{ dag.dag_id }}, run {{ run_id | default('') }}"
    return [SmtpNotifier(to=addresses, subject=subject + " {{ dag.dag_id }}", html_content=body)]


def lateness(notices, leaves):
    """Airflow 3 has deadlines of a run; Airflow 2 has those of a task."""
    callback = told(notices["late"], "Late:")
    if not callback:
        return {}
    after = seconds(notices, "lateSeconds")
    try:
        from airflow.sdk import AsyncCallback, DeadlineAlert, DeadlineReference
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier
    except ImportError:
        leaves.update(sla=after)
        return {"sla_miss_callback": callback}
    told_of = {"to": notices["late"], "subject": "Late: {{ dag_run.dag_id }}",
               "html_content": "{{ dag_run.dag_id }}, run {{ dag_run.run_id }}"}
    return {"deadline": DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=after,
        callback=AsyncCallback(SmtpNotifier, kwargs=told_of),
    )}


def build(document):
    runs = document["runs"]
    words = Words(document)
    leaves = {}
    made = DAG(
        dag_id=document["dag"],
        doc_md=document["docs"],
        schedule=schedule(document["schedule"]),
        start_date=moment(runs["start"]),
        end_date=moment(runs["end"]) if "end" in runs else None,
        catchup=runs["catchup"],
        max_active_runs=runs["active"],
        dagrun_timeout=seconds(runs, "timeoutSeconds"),
        default_args={"owner": document["owner"]},
        tags=document["tags"],
        user_defined_macros={"plumb": words.macro()},
        on_failure_callback=told(document["notices"]["failure"], "Failed:") or None,
        **lateness(document["notices"], leaves),
    )
    needed = {before for task in document["tasks"] for before in task["after"]}
    groups, tasks = {}, {}
    with made:
        for each in document["groups"]:
            groups[each["id"]] = TaskGroup(each["id"], tooltip=each["docs"], prefix_group_id=False)
        for number, task in enumerate(document["tasks"]):
            last = task["id"] not in needed
            tasks[task["id"]] = build_task(document, task, words, groups, number, leaves if last else {})
            for before in task["after"]:
                tasks[task["id"]].set_upstream(tasks[before])
    for p in document["params"]:  # only now: a task would copy what its DAG has, and asks it anyway
        made.params[p["name"]] = Param(p["initial"], **p["schema"])
    return made


def build_task(document, task, words, groups, number, more):
    path = f"/tasks/{number}"
    kind = task["operator"]["kind"]
    if kind not in CLASSES:
        CLASSES[kind] = operator(document, kind, f"{path}/operator/kind")
    cls = CLASSES[kind]
    given = arguments(cls, task, kind, words, path)
    retry = task["retry"]
    doubling = 2.0 if AIRFLOW >= "3" else True
    for key in ("pool", "queue"):
        if key in task:
            given[key] = task[key]
    if "group" in task:
        given["task_group"] = groups[task["group"]]
    try:
        made = cls(
            task_id=task["id"],
            doc_md=task["docs"],
            retries=retry["times"],
            retry_delay=timedelta(seconds=retry["pauseSeconds"]),
            retry_exponential_backoff=doubling if retry["exponential"] else False,
            max_retry_delay=seconds(retry, "longestSeconds"),
            execution_timeout=seconds(task, "timeoutSeconds"),
            pool_slots=task["slots"],
            priority_weight=task["priority"],
            trigger_rule=task["trigger"],
            inlets=[Asset(uri) for uri in task["inlets"]],
            outlets=[Asset(uri) for uri in task["outlets"]],
            **given,
            **more,
        )
    except Fault:
        raise
    except Exception as e:
        raise Fault(path, f"task {task['id']}: {e}") from e
    if "refused" in task:
        made.plumb_refused = task["refused"]
    return made


CLASSES = {}
dag = build(read())
