"""Scores a Plumbline model from Python: encodes records as encoder.json says, then asks XGBoost.

Written beside the model for MLflow's python_function flavor; Plumbline itself never runs it.
"""
import json
import os

import numpy as np
import pandas as pd
import xgboost


def _leaf(frame, path):
    first, *rest = path.split(".")
    values = frame[first]
    for name in rest:
        values = values.map(lambda each, name=name: None if each is None else each.get(name))
    return values


def _calendar(times, part):
    values = {
        "day_of_week": lambda: times.dt.weekday + 1,
        "day_of_month": lambda: times.dt.day,
        "day_of_year": lambda: times.dt.dayofyear,
        "month": lambda: times.dt.month,
        "hour": lambda: times.dt.hour,
    }[part]()
    return values.astype("float32")


def _columns(field, values):
    if field["kind"] == "number":
        yield pd.to_numeric(values).astype("float32")
    elif field["kind"] == "category":
        codes = {value: code for code, value in enumerate(field["values"])}
        yield values.map(lambda each: codes.get(each, np.nan)).astype("float32")
    elif field["kind"] == "calendar":
        times = pd.to_datetime(values, utc=True, format="ISO8601")
        for part in field["parts"]:
            yield _calendar(times, part)
    else:
        raise ValueError(f"Cannot encode field {field['path']}: kind {field['kind']!r}")


class _Model:
    def __init__(self, folder):
        with open(os.path.join(folder, "plumbline", "encoder.json"), encoding="utf-8") as file:
            self.fields = json.load(file)["fields"]
        with open(os.path.join(folder, "plumbline", "outcome.json"), encoding="utf-8") as file:
            self.outcome = json.load(file)
        self.booster = xgboost.Booster(model_file=os.path.join(folder, "model.ubj"))

    def encode(self, frame):
        columns = [
            np.asarray(column)
            for field in self.fields
            for column in _columns(field, _leaf(frame, field["path"]))
        ]
        return np.column_stack(columns).astype("float32")

    def predict(self, frame, params=None):
        matrix = xgboost.DMatrix(
            self.encode(frame),
            feature_names=self.booster.feature_names,
            feature_types=self.booster.feature_types,
        )
        predictions = self.booster.predict(matrix)
        if self.outcome["kind"] != "multiclass":
            return predictions.astype("float64")
        classes = self.outcome["classes"]
        rows = [dict(zip(classes, map(float, row))) for row in predictions]
        return pd.DataFrame({"probabilities": rows}, index=frame.index)


def _load_pyfunc(path):
    return _Model(path)
