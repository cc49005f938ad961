"""Checks that MLflow's Python reads the models that ExportedModelsTest wrote, and predicts the same.

usage: python check_models.py FOLDER    (the folder given as -Dmodels.export=FOLDER)
"""
import json
import os
import sys

import mlflow
import numpy as np
import xgboost
from mlflow.models import Model, validate_serving_input

TOLERANCE = 1e-6


def numbers(predictions):
    if hasattr(predictions, "columns"):
        predictions = predictions["probabilities"].tolist()
    return np.array([list(p.values()) if isinstance(p, dict) else p for p in predictions])


def check(folder):
    with open(folder + "-expected.json", encoding="utf-8") as file:
        rows = json.load(file)
    expected = numbers([row["prediction"] for row in rows])
    model = Model.load(folder)
    assert model.run_id == "0a1b" and model.utc_time_created.startswith("2001-06-01"), model
    assert model.signature.inputs.input_names()[0] == "a", model.signature

    booster = mlflow.xgboost.load_model(folder)
    encoded = np.array(
        [[np.nan if v is None else v for v in row["encoded"]] for row in rows], dtype="float32"
    )
    matrix = xgboost.DMatrix(
        encoded, feature_names=booster.feature_names, feature_types=booster.feature_types
    )
    function = mlflow.pyfunc.load_model(folder)
    request = model.get_serving_input(folder)
    answers = {
        "booster on encoded rows": booster.predict(matrix),
        "python_function on records": function.predict(model.load_input_example(folder)),
        "serving request": validate_serving_input(folder, request),
    }
    for name, answer in answers.items():
        found = numbers(answer)
        assert found.shape == expected.shape, (name, found.shape, expected.shape)
        difference = float(np.abs(found - expected).max())
        print(f"{os.path.basename(folder)}: {name}: {len(rows)} rows, differs by {difference:.1e}")
        assert difference <= TOLERANCE * max(1.0, float(np.abs(expected).max())), name


for kind in ("binary", "regression", "multiclass"):
    check(os.path.join(sys.argv[1], kind))
