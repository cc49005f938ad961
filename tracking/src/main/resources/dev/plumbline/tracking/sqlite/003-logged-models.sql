-- Models logged to experiments, what was logged about them, and which runs read or made them.
CREATE TABLE logged_models (
  logged_key        INTEGER PRIMARY KEY,
  model_id          TEXT    NOT NULL UNIQUE,
  experiment_id     INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  name              TEXT    NOT NULL,
  artifact_uri      TEXT    NOT NULL,
  status            TEXT    NOT NULL,
  model_type        TEXT    NOT NULL,
  source_run_id     TEXT    NOT NULL,
  lifecycle_stage   TEXT    NOT NULL CHECK (lifecycle_stage IN ('active', 'deleted')),
  creation_time     INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL
);
CREATE INDEX logged_models_by_time
  ON logged_models (experiment_id, lifecycle_stage, creation_time DESC, model_id);
CREATE INDEX logged_models_by_run ON logged_models (source_run_id);

CREATE TABLE logged_model_params (
  logged_key INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key        TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  UNIQUE (logged_key, key)
);

CREATE TABLE logged_model_tags (
  logged_key INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  key        TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  UNIQUE (logged_key, key)
);

-- A dataset that isn't named is empty, not NULL: a point logged again is found again.
CREATE TABLE logged_model_metrics (
  logged_key     INTEGER NOT NULL REFERENCES logged_models ON DELETE CASCADE,
  run_key        INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key            TEXT    NOT NULL,
  timestamp      INTEGER NOT NULL,
  step           INTEGER NOT NULL,
  value          REAL    NOT NULL,
  is_nan         INTEGER NOT NULL,
  dataset_name   TEXT    NOT NULL,
  dataset_digest TEXT    NOT NULL,
  UNIQUE (logged_key, key, timestamp, step, run_key, dataset_name, dataset_digest, value, is_nan)
);
CREATE INDEX logged_model_metrics_by_run ON logged_model_metrics (run_key);

-- Ids, not keys: a run may name a model that was deleted for good.
CREATE TABLE run_models (
  run_key   INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  direction TEXT    NOT NULL CHECK (direction IN ('input', 'output')),
  model_id  TEXT    NOT NULL,
  step      INTEGER NOT NULL,
  UNIQUE (run_key, direction, model_id, step)
);
