import { describe, expect, it } from '@jest/globals';
import { CHART_ROWS } from '../src/sqlite/summaries/get-chart.ts';
import { CONTRIBUTIONS } from '../src/sqlite/summaries/dimensions.ts';
import { TOP_VALUES } from '../src/sqlite/summaries/list-facets.ts';
import { RECENT_SESSIONS } from '../src/sqlite/summaries/list-sessions.ts';
import { SESSION_CONTRIBUTIONS } from '../src/sqlite/summaries/session-rows.ts';
import { newPath } from './support/folder.ts';
import { querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeTrace } from './support/traces.ts';

describe('a statement of charts, sessions and facets', () => {
  it.each([
    ['reads a stretch of a chart', CHART_ROWS, /SEARCH c USING PRIMARY KEY/],
    ['reads the latest sessions', RECENT_SESSIONS, /INDEX s_recent/],
    ['reads the most frequent values of a key', TOP_VALUES, /SEARCH facets USING PRIMARY KEY/],
    ['sums up sessions', SESSION_CONTRIBUTIONS, /SEARCH traces USING INTEGER PRIMARY KEY/],
    ...Object.entries(CONTRIBUTIONS).map(
      ([by, sql]) => [`sums up by ${by}`, sql, /SEARCH [st] USING INTEGER PRIMARY KEY/] as const,
    ),
  ] as const)('that %s looks at no other rows', async (_, sql, index) => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    const plan = querySql(path, `EXPLAIN QUERY PLAN ${sql}`).map((row) => String(row['detail']));
    expect(plan.join('\n')).toMatch(index);
    expect(plan.join('\n')).not.toMatch(/SCAN/);
  });
});
