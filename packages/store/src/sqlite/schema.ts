/**
 * The tables of schema version 1. Integers that do not say otherwise are counts; times are `ts` in milliseconds since
 * the Unix epoch and durations in the unit of their name.
 *
 * A trace is one wide row, one small row per span for lists and charts, and its exact content in `payload`: compressed
 * JSON, which is never read to list. Ids of the latter two are `traces.id * 2^20 + n`, so that a trace's rows lie
 * together.
 */
export const SCHEMA_1 = `
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE dict(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

CREATE TABLE experiments(
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT UNIQUE,
  lifecycle_stage TEXT NOT NULL DEFAULT 'active',
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER,
  tags TEXT NOT NULL DEFAULT '{}'
);
INSERT INTO experiments(id, name, created_ms) VALUES ('0', 'Default', unixepoch() * 1000);

CREATE TABLE traces(
  id INTEGER PRIMARY KEY,
  trace_id BLOB NOT NULL UNIQUE,
  experiment INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  duration_ms INTEGER,
  state INTEGER NOT NULL,
  name INTEGER,
  session TEXT,
  user TEXT,
  run_id TEXT,
  client_request_id TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  total_tokens INTEGER,
  cost REAL,
  spans INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  request_preview TEXT,
  response_preview TEXT,
  tags TEXT NOT NULL,
  metadata TEXT NOT NULL
);
CREATE INDEX t_list ON traces(experiment, ts, id, state, duration_ms, input_tokens, output_tokens, cost);
CREATE INDEX t_ts ON traces(ts, id);
CREATE INDEX t_unusual ON traces(experiment, ts, id) WHERE state <> 1;

CREATE TABLE spans(
  id INTEGER PRIMARY KEY,
  span_id BLOB NOT NULL,
  parent_id BLOB,
  chunk INTEGER NOT NULL,
  name INTEGER NOT NULL,
  type INTEGER NOT NULL,
  status INTEGER NOT NULL,
  start_ns INTEGER NOT NULL,
  duration_ns INTEGER,
  model INTEGER,
  input_tokens INTEGER,
  output_tokens INTEGER,
  total_tokens INTEGER,
  cache_read_input_tokens INTEGER,
  cache_creation_input_tokens INTEGER,
  reasoning_tokens INTEGER,
  audio_tokens INTEGER
);

CREATE TABLE payload(
  id INTEGER PRIMARY KEY,
  codec INTEGER NOT NULL,
  raw_bytes INTEGER NOT NULL,
  data BLOB NOT NULL
);

CREATE TABLE post(
  k INTEGER NOT NULL,
  v TEXT NOT NULL,
  experiment INTEGER NOT NULL,
  ts INTEGER NOT NULL,
  trace INTEGER NOT NULL,
  PRIMARY KEY(k, v, experiment, ts, trace)
) WITHOUT ROWID;
`;
