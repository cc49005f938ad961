-- Experiments, runs and what is logged to them; models and their versions.
-- Times are milliseconds since 1970. Rows of a run hang on its number, never on its id.

CREATE TABLE experiments (
  experiment_id     INTEGER PRIMARY KEY AUTOINCREMENT,
  name              TEXT    NOT NULL UNIQUE,
  artifact_location TEXT    NOT NULL,
  lifecycle_stage   TEXT    NOT NULL CHECK (lifecycle_stage IN ('active', 'deleted')),
  creation_time     INTEGER NOT NULL,
  last_update_time  INTEGER NOT NULL
);

CREATE TABLE experiment_tags (
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  key           TEXT    NOT NULL,
  value         TEXT    NOT NULL,
  UNIQUE (experiment_id, key)
);

CREATE TABLE runs (
  run_key         INTEGER PRIMARY KEY,
  run_id          TEXT    NOT NULL UNIQUE,
  experiment_id   INTEGER NOT NULL REFERENCES experiments,
  run_name        TEXT    NOT NULL,
  user_id         TEXT    NOT NULL,
  status          TEXT    NOT NULL,
  start_time      INTEGER NOT NULL,
  end_time        INTEGER,
  artifact_uri    TEXT    NOT NULL,
  lifecycle_stage TEXT    NOT NULL CHECK (lifecycle_stage IN ('active', 'deleted')),
  deleted_time    INTEGER
);
CREATE INDEX runs_by_start ON runs (experiment_id, lifecycle_stage, start_time DESC, run_id);

-- Params, tags and latest metrics keep their row order: a run shows them as first logged.
CREATE TABLE params (
  run_key INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key     TEXT    NOT NULL,
  value   TEXT    NOT NULL,
  UNIQUE (run_key, key)
);
CREATE INDEX params_by_value ON params (key, value, run_key);

CREATE TABLE tags (
  run_key INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key     TEXT    NOT NULL,
  value   TEXT    NOT NULL,
  UNIQUE (run_key, key)
);
CREATE INDEX tags_by_value ON tags (key, value, run_key);

-- A metric's history lies in the order in which it is read.
CREATE TABLE metrics (
  run_key   INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key       TEXT    NOT NULL,
  timestamp INTEGER NOT NULL,
  step      INTEGER NOT NULL,
  value     REAL    NOT NULL,
  is_nan    INTEGER NOT NULL,
  PRIMARY KEY (run_key, key, timestamp, step, value, is_nan)
) WITHOUT ROWID;

CREATE TABLE latest_metrics (
  run_key   INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  key       TEXT    NOT NULL,
  timestamp INTEGER NOT NULL,
  step      INTEGER NOT NULL,
  value     REAL    NOT NULL,
  is_nan    INTEGER NOT NULL,
  UNIQUE (run_key, key)
);
CREATE INDEX latest_metrics_by_value ON latest_metrics (key, value, run_key);

CREATE TABLE datasets (
  dataset_id    INTEGER PRIMARY KEY,
  experiment_id INTEGER NOT NULL REFERENCES experiments ON DELETE CASCADE,
  name          TEXT    NOT NULL,
  digest        TEXT    NOT NULL,
  source_type   TEXT    NOT NULL,
  source        TEXT    NOT NULL,
  schema        TEXT,
  profile       TEXT,
  UNIQUE (experiment_id, name, digest)
);

CREATE TABLE inputs (
  input_id   INTEGER PRIMARY KEY,
  run_key    INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  dataset_id INTEGER NOT NULL REFERENCES datasets ON DELETE CASCADE,
  UNIQUE (run_key, dataset_id)
);
CREATE INDEX inputs_by_dataset ON inputs (dataset_id, run_key);

CREATE TABLE input_tags (
  input_id INTEGER NOT NULL REFERENCES inputs ON DELETE CASCADE,
  key      TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  UNIQUE (input_id, key)
);

CREATE TABLE registered_models (
  model_key         INTEGER PRIMARY KEY,
  name              TEXT    NOT NULL UNIQUE,
  description       TEXT,
  creation_time     INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL
);

CREATE TABLE registered_model_tags (
  model_key INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  key       TEXT    NOT NULL,
  value     TEXT    NOT NULL,
  UNIQUE (model_key, key)
);

-- A deleted version keeps its row, so that its number is never given again.
CREATE TABLE model_versions (
  version_key       INTEGER PRIMARY KEY,
  model_key         INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  version           INTEGER NOT NULL,
  source            TEXT    NOT NULL,
  storage_location  TEXT    NOT NULL,
  run_id            TEXT,
  run_link          TEXT,
  description       TEXT,
  current_stage     TEXT    NOT NULL,
  source_key        TEXT,
  creation_time     INTEGER NOT NULL,
  last_updated_time INTEGER NOT NULL,
  UNIQUE (model_key, version),
  UNIQUE (model_key, source_key)
);
CREATE INDEX model_versions_by_stage ON model_versions (model_key, current_stage, version);
CREATE INDEX model_versions_by_run ON model_versions (run_id);

CREATE TABLE model_version_tags (
  version_key INTEGER NOT NULL REFERENCES model_versions ON DELETE CASCADE,
  key         TEXT    NOT NULL,
  value       TEXT    NOT NULL,
  UNIQUE (version_key, key)
);

CREATE TABLE model_aliases (
  model_key   INTEGER NOT NULL REFERENCES registered_models ON DELETE CASCADE,
  alias       TEXT    NOT NULL,
  version_key INTEGER NOT NULL REFERENCES model_versions ON DELETE CASCADE,
  PRIMARY KEY (model_key, alias)
) WITHOUT ROWID;
CREATE INDEX model_aliases_by_version ON model_aliases (version_key);
