/**
 * What schema version 3 adds: costs, charts, sessions and facets.
 *
 * Costs are USD. `counted` has bits of `Counted`. `charts` sums up the traces (`dim` 0) or spans that have a value, by
 * hour and by day of their trace's start (`grain`, in hours); `latency` is a histogram (`histogram.ts`). `sessions` and
 * `facets` sum up traces whenever they were made. All of it is filled behind the writes, by the order of `traces.id`:
 * `meta` has the last id that it knows, as `summed_upto`. A query adds what is missing.
 */
export const SCHEMA_3 = `
ALTER TABLE spans ADD COLUMN input_cost REAL;
ALTER TABLE spans ADD COLUMN output_cost REAL;
ALTER TABLE spans ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
UPDATE spans SET counted = 1 WHERE input_tokens IS NOT NULL OR output_tokens IS NOT NULL;

CREATE TABLE charts(
  dim INTEGER NOT NULL,
  experiment INTEGER NOT NULL,
  grain INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  value INTEGER NOT NULL,
  n INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  total_tokens INTEGER NOT NULL,
  cost REAL NOT NULL,
  unpriced INTEGER NOT NULL,
  latency TEXT NOT NULL,
  PRIMARY KEY(dim, experiment, grain, ts, value)
) WITHOUT ROWID;

CREATE TABLE sessions(
  experiment INTEGER NOT NULL,
  session TEXT NOT NULL,
  n INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  first_ts INTEGER NOT NULL,
  last_ts INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  total_tokens INTEGER NOT NULL,
  cost REAL NOT NULL,
  PRIMARY KEY(experiment, session)
) WITHOUT ROWID;
CREATE INDEX s_recent ON sessions(experiment, last_ts, session);

CREATE TABLE facets(
  experiment INTEGER NOT NULL,
  k INTEGER NOT NULL,
  v TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY(experiment, k, v)
) WITHOUT ROWID;
CREATE TABLE facets_cut(experiment INTEGER NOT NULL, k INTEGER NOT NULL, PRIMARY KEY(experiment, k)) WITHOUT ROWID;

INSERT INTO meta(key, value) VALUES ('summed_upto', '0');
`;
