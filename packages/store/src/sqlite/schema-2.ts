/**
 * What schema version 2 adds: assessments, runs, and the text index.
 *
 * `text_index` holds the trigrams of a trace's text under its `traces.id`. It is filled behind the writes: `text_todo`
 * names the traces that it does not have yet, `text_partial` those that it has only the beginning of. A search takes
 * both for candidates, so that it never misses a trace.
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

CREATE VIRTUAL TABLE text_index USING fts5(
  text, content='', contentless_delete=1, detail=none, tokenize='trigram'
);
CREATE TABLE text_todo(trace INTEGER PRIMARY KEY);
CREATE TABLE text_partial(trace INTEGER PRIMARY KEY);
INSERT INTO text_todo SELECT id FROM traces;
`;
