import { describe, expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import {
  FIND_ASSESSMENT,
  READ_ASSESSMENTS,
  READ_ASSESSMENTS_OF,
  READ_SESSION_ASSESSMENTS,
} from '../src/sqlite/assessment-row.ts';
import { OLDEST, OLDEST_OF_EXPERIMENT } from '../src/sqlite/delete-traces.ts';
import type { SqlValue } from '../src/sqlite/driver.ts';
import { EXPERIMENT_BY_ID, EXPERIMENT_BY_NAME } from '../src/sqlite/experiments.ts';
import { LIST_ALL, LIST_EXPERIMENT } from '../src/sqlite/list-traces.ts';
import { loadDriver } from '../src/sqlite/load-driver.ts';
import { openDatabase } from '../src/sqlite/open-database.ts';
import { FIND_RUN, LIST_RUNS, READ_METRICS, READ_VALUES } from '../src/sqlite/runs.ts';
import { ASSESSED } from '../src/sqlite/search/assessed-traces.ts';
import { planFor } from '../src/sqlite/search/plan.ts';
import { UNPOSTED } from '../src/sqlite/search/sources.ts';
import { statementsOf } from '../src/sqlite/search/statements.ts';
import { NOT_INDEXED } from '../src/sqlite/search/text-candidates.ts';
import { FIND_BY_CLIENT_ID, FIND_ID } from '../src/sqlite/search/traces-by-id.ts';
import { FIND_TRACE } from '../src/sqlite/stored-trace.ts';
import { LIST_BLOCKS, READ_GROUP } from '../src/sqlite/text/text-block.ts';
import { NEXT_TEXTS } from '../src/sqlite/text/text-todo.ts';
import { OLDEST_BLOCK, SMALL_BLOCKS } from '../src/sqlite/text/tidy-blocks.ts';
import { newPath } from './support/folder.ts';
import { postAll } from './support/post-all.ts';
import { querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace } from './support/traces.ts';

function planOf(path: string, sql: string, ...values: readonly SqlValue[]): string {
  return querySql(path, `EXPLAIN QUERY PLAN ${sql}`, ...values)
    .map((row) => String(row['detail']))
    .join('\n');
}

describe('a statement', () => {
  it.each([
    ['finds a trace', FIND_TRACE, /trace_id=\?/],
    ['finds the row of a trace', FIND_ID, /trace_id=\?/],
    ["finds traces by their client's id", FIND_BY_CLIENT_ID, /INDEX t_client/],
    ['lists all traces', LIST_ALL, /INDEX t_ts/],
    ['lists the traces of an experiment', LIST_EXPERIMENT, /INDEX t_list/],
    ['finds the oldest traces', OLDEST, /INDEX t_ts/],
    ['finds the oldest traces of an experiment', OLDEST_OF_EXPERIMENT, /INDEX t_list/],
    ['reads the assessments of a trace', READ_ASSESSMENTS, /INDEX a_trace/],
    ['reads the assessments of a session', READ_SESSION_ASSESSMENTS, /INDEX a_session/],
    ['finds an assessment', FIND_ASSESSMENT, /id=\?/],
    ['finds traces by an assessment', ASSESSED, /INDEX a_name/],
    ['finds an experiment by its id', EXPERIMENT_BY_ID, /id=\?/],
    ['finds an experiment by its name', EXPERIMENT_BY_NAME, /name=\?/],
    ['finds the traces without postings', UNPOSTED, /SEARCH traces USING (COVERING INDEX \w+|INTEGER PRIMARY KEY)/],
    ['finds a run', FIND_RUN, /run_id=\?/],
    ['lists runs', LIST_RUNS, /INDEX r_list/],
    ['reads what was logged to a run', READ_VALUES, /PRIMARY KEY/],
    ['reads the metrics of a run', READ_METRICS, /INDEX m_newest/],
  ])('that %s uses an index, and does not scan', async (_, sql, index) => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    expect(planOf(path, sql)).toMatch(index);
    expect(planOf(path, sql)).not.toMatch(/SCAN/);
  });

  it('that reads the assessments of a page looks up each trace', async () => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    expect(planOf(path, READ_ASSESSMENTS_OF, '[1]')).toMatch(/^SEARCH assessments USING INDEX a_trace \(trace=\?\)/);
  });

  it('that asks the text index, or for what it lacks, reads these alone', async () => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    expect(planOf(path, READ_GROUP, 1)).toBe('SEARCH text_grams USING INTEGER PRIMARY KEY (rowid=?)');
    // A thousand traces have one row in it.
    expect(planOf(path, LIST_BLOCKS, 1)).toBe('SCAN text_blocks USING COVERING INDEX b_newest');
    expect(planOf(path, OLDEST_BLOCK)).toBe('SCAN text_blocks USING COVERING INDEX b_newest');
    expect(planOf(path, SMALL_BLOCKS, 1)).toBe('SEARCH text_blocks USING COVERING INDEX b_small (size<?)');
    // What waits to be indexed, and nothing else.
    expect(planOf(path, NEXT_TEXTS, 1)).toBe('SCAN text_todo');
    expect(planOf(path, NOT_INDEXED, 1)).toBe('SCAN text_todo');
  });
});

describe('a search', () => {
  it.each([
    ['', /INDEX t_list \(experiment=\? AND ts</],
    ['timestamp > 5', /INDEX t_list \(experiment=\? AND ts>\?/],
    ['timestamp >= 5 AND timestamp < 9', /INDEX t_list \(experiment=\? AND ts>\? AND ts<\?\)/],
    ["status = 'ERROR'", /INDEX t_unusual \(experiment=\?/],
    ["status IN ('ERROR', 'IN_PROGRESS') AND timestamp > 5", /INDEX t_unusual \(experiment=\? AND ts>\?/],
    ["status = 'OK'", /INDEX t_list/],
    ["tags.env = 'prod'", /^SEARCH p USING PRIMARY KEY \(k=\? AND v=\? AND experiment=\?/],
    ["tags.env = 'prod' AND timestamp > 5", /^SEARCH p USING PRIMARY KEY \(k=\? AND v=\? AND experiment=\? AND ts>\?/],
    [
      "tags.env = 'prod' AND metadata.m = '1'",
      /^SEARCH p USING PRIMARY KEY[^]*SEARCH post (EXISTS )?USING PRIMARY KEY \(k=\? AND v=\? AND experiment=\? AND ts=\? AND trace=\?\)/,
    ],
    ["metadata.`mlflow.trace.session` = 's'", /^SEARCH p USING PRIMARY KEY/],
    ["tags.env LIKE 'p%'", /^SEARCH p USING PRIMARY KEY/],
    ["name = 'x'", /^SEARCH p USING PRIMARY KEY/],
    ["run_id = 'r'", /^SEARCH p USING PRIMARY KEY/],
    ["span.name = 'step 0'", /^SEARCH p USING PRIMARY KEY/],
    ["span.name = 'step 0' AND status = 'ERROR'", /^SEARCH p USING PRIMARY KEY/],
    ["span.type = 'CHAIN' AND span.status != 'OK'", /^SEARCH p USING PRIMARY KEY/],
    ["client_request_id = 'c'", /^SEARCH t USING INTEGER PRIMARY KEY/],
    ["request_id = 'tr-x'", /^SEARCH t USING INTEGER PRIMARY KEY/],
    ["trace.text LIKE '%step 0%'", /^SEARCH t USING INTEGER PRIMARY KEY/],
    ["feedback.correct = 'true'", /^SEARCH t USING INTEGER PRIMARY KEY/],
    ["issue.id = 'i'", /^SEARCH t USING INTEGER PRIMARY KEY/],
    ['tags.env IS NULL', /INDEX t_list/],
    ['execution_time > 5', /INDEX t_list/],
  ])('for "%s" never scans nor sorts', async (filter, expected) => {
    const path = newPath();
    const info = {
      tags: { env: 'prod', 'mlflow.traceName': 'x' },
      metadata: { m: '1', 'mlflow.trace.session': 's', 'mlflow.sourceRun': 'r' },
    };
    await openStore(path).append([makeTrace(1, info, [makeSpan(1, 0), makeSpan(1, 1, { status: { code: 'ERROR' } })])]);
    postAll(path);
    const patience = { timeoutMs: 1000, giveUp: () => false };
    const { connection } = openDatabase(
      loadDriver(() => {}),
      { path, mode: 'read' },
      patience,
    );
    const statements = statementsOf(planFor(connection, parseFilter(filter)), [1]);
    connection.close();
    expect(statements.length).toBeGreaterThan(0);
    for (const { sql, window } of statements) {
      const plan = planOf(path, sql);
      expect(plan).toMatch(expected);
      expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
      const along = sql.includes('t.state <> 1') ? 't_unusual' : '';
      if (window)
        expect(planOf(path, window.sql)).toMatch(
          new RegExp(`^SEARCH [tp] USING (COVERING INDEX ${along}|INDEX t_unusual|PRIMARY KEY)`),
        );
      if (window) expect(planOf(path, window.sql)).not.toMatch(/TEMP B-TREE/);
    }
  });
});
