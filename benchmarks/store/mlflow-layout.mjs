// The tables and indexes of MLflow's SQL store (3.14): one row of JSON per span, tags and metadata in tables of their own.
import { createRequire } from 'node:module';
import { timed } from './measure.mjs';

const require = createRequire(import.meta.url);

const SCHEMA = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000;
CREATE TABLE trace_info(request_id TEXT PRIMARY KEY, experiment_id INTEGER, timestamp_ms INTEGER,
  execution_time_ms INTEGER, status TEXT, client_request_id TEXT, request_preview TEXT, response_preview TEXT);
CREATE INDEX i_info ON trace_info(experiment_id, timestamp_ms);
CREATE TABLE trace_tags(key TEXT, value TEXT, request_id TEXT, PRIMARY KEY(key, request_id));
CREATE INDEX i_tags ON trace_tags(request_id);
CREATE TABLE trace_request_metadata(key TEXT, value TEXT, request_id TEXT, PRIMARY KEY(key, request_id));
CREATE INDEX i_meta ON trace_request_metadata(request_id);
CREATE TABLE spans(trace_id TEXT, experiment_id INTEGER, span_id TEXT, parent_span_id TEXT, name TEXT, type TEXT,
  status TEXT, start_time_unix_nano INTEGER, end_time_unix_nano INTEGER, content TEXT, PRIMARY KEY(trace_id, span_id));
CREATE INDEX s1 ON spans(experiment_id);
CREATE INDEX s2 ON spans(experiment_id, status, type);
CREATE INDEX s3 ON spans(experiment_id, type, status);
CREATE INDEX s4 ON spans(experiment_id, end_time_unix_nano - start_time_unix_nano);`;

function open(path) {
  try {
    return new (require('node:sqlite').DatabaseSync)(path);
  } catch {
    return new (createRequire(require.resolve('@spanwright/store'))('@photostructure/sqlite').DatabaseSync)(path);
  }
}

/** Fills and asks a database of MLflow's layout; the same traces and the same questions as ours. */
export async function measureMlflowLayout(path, { traces, samples, makeTrace }) {
  const db = open(path);
  db.exec(SCHEMA);
  const seconds = fill(db, traces, makeTrace);
  const one = makeTrace(Math.floor(traces / 2)).info;
  const list = (sql, ...values) => timed(samples, () => db.prepare(sql).all(...values));
  const page = 'SELECT * FROM trace_info AS t';
  const newest = 'ORDER BY t.timestamp_ms DESC, t.request_id LIMIT 100';
  const text = (word) =>
    list(
      `${page} WHERE t.experiment_id = 0 AND EXISTS (SELECT 1 FROM spans WHERE trace_id = t.request_id AND content LIKE ?) ${newest}`,
      `%${word}%`,
    );
  const result = {
    ingest: Math.round((traces * 10) / seconds),
    bytesPerTrace: Math.round(
      Number(db.prepare('SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size').get().n) /
        traces,
    ),
    list: await list(`${page} WHERE t.experiment_id = 0 ${newest}`),
    tag: await list(
      `${page} JOIN trace_tags AS g ON g.request_id = t.request_id WHERE g.key = 'flagged' AND g.value = 'yes' AND t.experiment_id = 0 ${newest}`,
    ),
    metadata: await list(
      `${page} JOIN trace_request_metadata AS m ON m.request_id = t.request_id WHERE m.key = 'mlflow.trace.user' AND m.value = 'user-7' AND t.experiment_id = 0 ${newest}`,
    ),
    session: await list(
      `${page} JOIN trace_request_metadata AS m ON m.request_id = t.request_id WHERE m.key = 'mlflow.trace.session' AND m.value = ? AND t.experiment_id = 0 ${newest}`,
      one.metadata['mlflow.trace.session'],
    ),
    'status+time': await list(
      `${page} WHERE t.experiment_id = 0 AND t.status = 'ERROR' AND t.timestamp_ms > ? ${newest}`,
      one.requestTimeMs,
    ),
    'span name': await list(
      `${page} WHERE t.experiment_id = 0 AND EXISTS (SELECT 1 FROM spans WHERE trace_id = t.request_id AND name = 'tool_7') ${newest}`,
    ),
    'get trace': await timed(samples, () =>
      db
        .prepare('SELECT content FROM spans WHERE trace_id = ?')
        .all(one.traceId)
        .map((row) => JSON.parse(row.content)),
    ),
  };
  const few = Math.min(samples, 3);
  result['text, absent'] = await timed(few, () =>
    db
      .prepare(
        `${page} WHERE t.experiment_id = 0 AND EXISTS (SELECT 1 FROM spans WHERE trace_id = t.request_id AND content LIKE ?) ${newest}`,
      )
      .all('%zzzqqq%'),
  );
  result['text, common'] = await text('agent');
  db.close();
  return result;
}

function fill(db, traces, makeTrace) {
  const info = db.prepare('INSERT INTO trace_info VALUES (?, 0, ?, ?, ?, NULL, ?, ?)');
  const tag = db.prepare('INSERT INTO trace_tags VALUES (?, ?, ?)');
  const meta = db.prepare('INSERT INTO trace_request_metadata VALUES (?, ?, ?)');
  const span = db.prepare('INSERT INTO spans VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)');
  const started = performance.now();
  for (let n = 0; n < traces;) {
    db.exec('BEGIN');
    for (const end = Math.min(traces, n + 64); n < end; n++) insert(makeTrace(n), { info, tag, meta, span });
    db.exec('COMMIT');
  }
  return (performance.now() - started) / 1000;
}

function insert({ info, spans }, to) {
  const { traceId } = info;
  to.info.run(
    traceId,
    info.requestTimeMs,
    info.executionDurationMs,
    info.state,
    info.requestPreview,
    info.responsePreview,
  );
  for (const [key, value] of Object.entries(info.tags)) to.tag.run(key, value, traceId);
  for (const [key, value] of Object.entries(info.metadata)) to.meta.run(key, value, traceId);
  for (const span of spans) {
    const content = JSON.stringify(span, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    to.span.run(
      traceId,
      span.spanId,
      span.parentSpanId ?? null,
      span.name,
      span.attributes['mlflow.spanType'],
      span.status.code,
      span.startTimeNs,
      span.endTimeNs,
      content,
    );
  }
}
