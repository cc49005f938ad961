-- Who owns a piece of work. A row stays when its owner is done, for its token: owner is null then.
CREATE TABLE leases (
  work TEXT NOT NULL PRIMARY KEY,
  token INTEGER NOT NULL,
  run_id TEXT,
  host TEXT,
  process TEXT,
  beats INTEGER NOT NULL
) STRICT;
