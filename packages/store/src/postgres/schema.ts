/**
 * The tables of schema version 1, as `sqlite/schema*.ts` has them: a row for each trace, small rows for its spans, its
 * exact content as compressed JSON, and postings to look it up by. What is JSON is kept as text: `jsonb` refuses some of
 * what JSON can say. Charts, sessions and facets are worked out when they are asked for.
 */
const SCHEMA_1 = `
CREATE TABLE experiments(
  key bigserial PRIMARY KEY, id text NOT NULL UNIQUE, name text UNIQUE,
  lifecycle_stage text NOT NULL DEFAULT 'active', created_ms double precision NOT NULL, updated_ms double precision,
  tags text NOT NULL DEFAULT '{}'
);
INSERT INTO experiments(id, name, created_ms) VALUES ('0', 'Default', floor(extract(epoch FROM now()) * 1000));

CREATE TABLE traces(
  id bigserial PRIMARY KEY, trace_id text NOT NULL UNIQUE, experiment text NOT NULL, ts double precision NOT NULL,
  duration_ms double precision, state text NOT NULL, name text, session text, client_request_id text,
  input_tokens bigint, output_tokens bigint, total_tokens bigint, cost double precision, bytes bigint NOT NULL,
  info text NOT NULL
);
CREATE INDEX t_list ON traces(experiment, ts, id);
CREATE INDEX t_ts ON traces(ts, id);
CREATE INDEX t_unusual ON traces(experiment, ts, id) WHERE state <> 'OK';
CREATE INDEX t_client ON traces(client_request_id) WHERE client_request_id IS NOT NULL;
CREATE INDEX t_session ON traces(experiment, session) WHERE session IS NOT NULL;

CREATE TABLE spans(
  trace bigint NOT NULL, n integer NOT NULL, span_id text NOT NULL, parent_id text, chunk integer NOT NULL,
  name text NOT NULL, type text NOT NULL, status text NOT NULL, start_ns bigint NOT NULL, duration_ns bigint,
  model text, usage text, cost text, input_tokens bigint, output_tokens bigint, total_tokens bigint,
  usd double precision, counted integer NOT NULL, PRIMARY KEY(trace, n)
);

CREATE TABLE payload(
  trace bigint NOT NULL, chunk integer NOT NULL, codec integer NOT NULL, raw_bytes bigint NOT NULL, data bytea NOT NULL,
  PRIMARY KEY(trace, chunk)
);
ALTER TABLE payload ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE post(
  k text NOT NULL, v text NOT NULL, experiment text NOT NULL, ts double precision NOT NULL, trace bigint NOT NULL,
  PRIMARY KEY(k, v, experiment, ts, trace)
);
CREATE INDEX p_trace ON post(trace);

CREATE TABLE assessments(
  key bigserial PRIMARY KEY, id text NOT NULL UNIQUE, trace bigint NOT NULL, kind text NOT NULL, name text NOT NULL,
  session text, valid boolean NOT NULL, data text NOT NULL
);
CREATE INDEX a_trace ON assessments(trace, key);
CREATE INDEX a_session ON assessments(session) WHERE session IS NOT NULL;

CREATE TABLE runs(
  run_id text PRIMARY KEY, name text NOT NULL, experiment text NOT NULL, status text NOT NULL,
  start_ms double precision NOT NULL, end_ms double precision, lifecycle_stage text NOT NULL DEFAULT 'active'
);
CREATE INDEX r_list ON runs(experiment, start_ms, run_id);
CREATE TABLE run_values(
  run_id text NOT NULL, kind text NOT NULL, key text NOT NULL, value text NOT NULL, PRIMARY KEY(run_id, kind, key)
);
CREATE TABLE run_metrics(
  id bigserial PRIMARY KEY, run_id text NOT NULL, key text NOT NULL, step bigint NOT NULL,
  ts double precision NOT NULL, value double precision NOT NULL
);
CREATE INDEX m_newest ON run_metrics(run_id, key, step, ts);
`;

/** Step `i` leads from version `i` to version `i + 1`. Never changed once released. */
export const MIGRATIONS: readonly string[] = [SCHEMA_1];
