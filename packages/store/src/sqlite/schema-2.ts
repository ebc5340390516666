/**
 * What schema version 2 adds: assessments, runs, and the text index.
 *
 * `text_blocks` has the traces whose texts are indexed, some together in each block, and `text_grams` which of them have
 * which characters in a row (`text/grams.ts`). They are filled behind the writes: `text_todo` names the traces that they
 * do not have yet. A search takes these for candidates, so that it never misses a trace.
 */
export const SCHEMA_2 = `
CREATE INDEX t_client ON traces(client_request_id) WHERE client_request_id IS NOT NULL;

CREATE TABLE assessments(
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  trace INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  session TEXT,
  valid INTEGER NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX a_trace ON assessments(trace, key);
CREATE INDEX a_name ON assessments(kind, name, trace);
CREATE INDEX a_session ON assessments(session, kind, name) WHERE session IS NOT NULL;

CREATE TABLE runs(
  run_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  experiment INTEGER NOT NULL,
  status TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER,
  lifecycle_stage TEXT NOT NULL DEFAULT 'active'
) WITHOUT ROWID;
CREATE INDEX r_list ON runs(experiment, start_ms, run_id);

CREATE TABLE run_values(
  run_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(run_id, kind, key)
) WITHOUT ROWID;

CREATE TABLE run_metrics(
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  key TEXT NOT NULL,
  step INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  value REAL
);
CREATE INDEX m_newest ON run_metrics(run_id, key, step, ts);

CREATE TABLE text_blocks(
  id INTEGER PRIMARY KEY,
  min_ts INTEGER NOT NULL,
  max_ts INTEGER NOT NULL,
  size INTEGER NOT NULL,
  traces BLOB NOT NULL
);
CREATE INDEX b_newest ON text_blocks(max_ts, min_ts, id, size);
CREATE INDEX b_small ON text_blocks(size, id, max_ts);
CREATE TABLE text_grams(id INTEGER PRIMARY KEY, lists BLOB NOT NULL);
CREATE TABLE text_todo(trace INTEGER PRIMARY KEY, stamp INTEGER NOT NULL DEFAULT 0);
INSERT INTO text_todo(trace) SELECT id FROM traces;
`;
