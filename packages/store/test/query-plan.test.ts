import { describe, expect, it } from '@jest/globals';
import { LIST_ALL, LIST_EXPERIMENT } from '../src/sqlite/list-traces.ts';
import { FIND_TRACE } from '../src/sqlite/stored-trace.ts';
import { newPath } from './support/folder.ts';
import { querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeTrace } from './support/traces.ts';

describe('a statement', () => {
  it.each([
    ['finds a trace', FIND_TRACE, /trace_id=\?/],
    ['lists all traces', LIST_ALL, /INDEX t_ts/],
    ['lists the traces of an experiment', LIST_EXPERIMENT, /INDEX t_list/],
  ])('that %s uses an index, and neither scans nor sorts', async (_, sql, index) => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    const plan = querySql(path, `EXPLAIN QUERY PLAN ${sql}`).map((row) => String(row['detail']));
    expect(plan.join('\n')).toMatch(index);
    expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
