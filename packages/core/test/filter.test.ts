import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFilter, parseOrder } from '../src/model/index.ts';

type Query = string | { readonly order_by: readonly string[] };

interface Verdict {
  readonly query: Query;
  readonly error?: string;
}

const file = join(__dirname, '../../../fixtures/mlflow-verdicts/verdicts.json');
const { verdicts } = JSON.parse(readFileSync(file, 'utf8')) as { readonly verdicts: readonly Verdict[] };

/** Python prints sets in any order, forgets a quote behind some of them, and names the bare `timestamp` twice. */
function comparable(message: string): string {
  const sorted = (set: string) => `{${set.slice(1, -1).split(', ').sort().join(', ')}}`;
  return message
    .replace(/\{[^}]*\}/, sorted)
    .replace(/\}'$/, '}')
    .replace(/, 'timestamp'$/, '')
    .replace(/\s+/g, ' ');
}

function errorOf(query: Query): { readonly message: string; readonly place: string } | undefined {
  try {
    if (typeof query === 'string') parseFilter(query);
    else parseOrder(query.order_by);
    return undefined;
  } catch (error) {
    const [, message = '', place = ''] = /^(.*) (\(at character .*\))$/s.exec((error as Error).message) ?? [];
    return { message, place };
  }
}

// MLflow refuses these with a message that its tokenizer or its database has made.
const OWN_MESSAGE = new Set<unknown>([
  "status = ('OK')",
  "status = ('OK','ERROR')",
  "tags.env = ('prod')",
  "tags.env LIKE ('prod')",
  "execution_time>=50AND status='OK'",
  "name = 'ch' + 'at'",
  "status = 'OK' , name = 'chat'",
  'name = "say "hi""',
  "status = 'OK' && name = 'chat'",
]);

/** What MLflow refuses by mistake: an order that its parser knows, but not its database; `like` in small letters. */
function isAcceptedHereOnly(query: Query): boolean {
  return typeof query === 'string' ? query === "span.name like '%chat%'" : query.order_by[0] === 'end_time';
}

const accepted = verdicts.filter(({ error }) => error === undefined);
const refused = verdicts.filter(({ error, query }) => error !== undefined && !isAcceptedHereOnly(query));

describe('a filter', () => {
  it.each(accepted)('is accepted where MLflow accepts it: $query', ({ query }) => {
    expect(errorOf(query)).toBeUndefined();
  });

  it.each(refused)(
    'is refused where MLflow refuses it, with its message and the place: $query',
    ({ query, error = '' }) => {
      const own = errorOf(query);
      expect(own?.place).toMatch(/^\(at character \d+, expected .+\)$/);
      if (!OWN_MESSAGE.has(query)) expect(comparable(own?.message ?? '')).toBe(comparable(error));
    },
  );

  it.each([
    ["status = 'OK' AND tags.env > 'x'", 'at character 28, expected one of !=, =, LIKE'],
    ["status = 'OK' OR name = 'a'", 'at character 15, expected AND'],
    ['execution_time > 5 AND status = OK', 'at character 33, expected a text in \' or "'],
    ['execution_time > 5 AND state = 1', 'at character 24, expected one of timestamp,'],
    ["status IN ('OK', 5)", 'at character 18, expected a quoted text'],
    ["status IN ('OK' 'ERROR')", 'at character 17, expected quoted texts with commas'],
    ['feedback.score > "high"', 'at character 18, expected a number'],
    ["name = 'a' AND tags.env", 'at character 16, expected a comparison such as ='],
  ])('that is wrong is told where, and what was expected: %s', (query, place) => {
    expect(errorOf(query)?.place).toContain(place);
  });

  it('becomes one condition per clause, prefixes and aliases resolved', () => {
    const filter = parseFilter(
      "trace.timestamp > 5 AND name LIKE 'a%' AND tags.`my key` IS NULL AND run_id = 'r' AND " +
        "span.attributes.model IN ('x', \"y\") AND trace.text ilike '%b%' AND feedback.score >= 0.5 AND prompt = 'qa/3'",
    );
    expect(filter).toEqual([
      { kind: 'time', key: 'timestamp_ms', test: { comparator: '>', value: 5 } },
      { kind: 'tag', key: 'mlflow.traceName', test: { comparator: 'LIKE', value: 'a%' } },
      { kind: 'tag', key: 'my key', test: { comparator: 'IS NULL' } },
      { kind: 'metadata', key: 'mlflow.sourceRun', test: { comparator: '=', value: 'r' } },
      { kind: 'span', field: { attribute: 'model' }, test: { comparator: 'IN', values: ['x', 'y'] } },
      { kind: 'span', field: 'content', test: { comparator: 'ILIKE', value: '%b%' } },
      { kind: 'feedback', name: 'score', test: { comparator: '>=', value: 0.5 } },
      { kind: 'prompt', value: 'qa/3' },
    ]);
  });

  it('keeps what stands between quotes as it is: nothing is unescaped', () => {
    const [clause] = parseFilter("tags.env = 'O''K\\'");
    expect(clause).toMatchObject({ test: { value: "O''K\\" } });
  });
});

describe('an order', () => {
  it('is read key by key, ascending unless it says otherwise', () => {
    expect(parseOrder(['execution_time desc', 'tags.`my key`', 'run_id ASC', 'end_time'])).toEqual([
      { kind: 'attribute', key: 'execution_time_ms', descending: true },
      { kind: 'tag', key: 'my key', descending: false },
      { kind: 'metadata', key: 'mlflow.sourceRun', descending: false },
      { kind: 'attribute', key: 'end_time_ms', descending: false },
    ]);
  });
});
