import { afterAll, describe, expect, it } from '@jest/globals';
import { type Assessment, type TraceData, parseFilter, parseOrder } from '@spanwright/core/model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SearchQuery, openTraceStore } from '../src/index.ts';
import { newPath } from './support/folder.ts';
import { makeSpan } from './support/traces.ts';

type Query = string | { readonly order_by: readonly string[] };

interface Verdicts {
  readonly traces: readonly TraceRecord[];
  readonly verdicts: readonly { readonly query: Query; readonly traces?: readonly number[] }[];
}

interface TraceRecord {
  readonly n: number;
  readonly request_time_ms: number;
  readonly duration_ms: number | null;
  readonly state: 'OK' | 'ERROR' | 'IN_PROGRESS';
  readonly client_request_id: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly spans: readonly SpanRecord[];
  readonly assessments: readonly Pick<Assessment, 'kind' | 'name' | 'value'>[];
}

interface SpanRecord {
  readonly name: string;
  readonly type: string;
  readonly status: 'OK' | 'ERROR' | 'UNSET';
  readonly attributes: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
}

const file = join(__dirname, '../../../fixtures/mlflow-verdicts/verdicts.json');
const { traces, verdicts } = JSON.parse(readFileSync(file, 'utf8')) as Verdicts;

const numberOf = (traceId: string) => Number.parseInt(traceId.slice(3), 16) - 1;
const idOf = (n: number) => `tr-${(n + 1).toString(16).padStart(32, '0')}`;

function toTrace(record: TraceRecord): TraceData {
  const { n, state, tags, metadata } = record;
  return {
    info: {
      traceId: idOf(n),
      experimentId: '0',
      requestTimeMs: record.request_time_ms,
      ...(record.duration_ms !== null && { executionDurationMs: record.duration_ms }),
      ...(record.client_request_id !== null && { clientRequestId: record.client_request_id }),
      state,
      tags,
      metadata,
      assessments: record.assessments.map((found, i) => assessmentOf(n, i, found)),
    },
    spans: record.spans.map(({ name, type, status, attributes, inputs }, i) =>
      makeSpan(n, i, {
        traceId: idOf(n),
        name,
        startTimeNs: BigInt(record.request_time_ms) * 1_000_000n + BigInt(i),
        status: { code: status },
        attributes: { 'mlflow.spanType': type, 'mlflow.spanInputs': inputs, ...attributes },
        events: [],
      }),
    ),
  };
}

function assessmentOf(n: number, i: number, found: TraceRecord['assessments'][number]): Assessment {
  return {
    ...found,
    assessmentId: `a-${n}-${i}`,
    traceId: idOf(n),
    source: { sourceType: 'HUMAN', sourceId: 'test' },
    valid: true,
    createTimeMs: 0,
    lastUpdateTimeMs: 0,
  };
}

// Where the store means what a user means, and MLflow's store compares texts of JSON.
const BETTER: { readonly [filter: string]: string } = {
  "trace.text LIKE '%50\\%%'": 'MLflow finds the backslash of an escaped quote',
  "trace.text ILIKE '%naïve%'": 'MLflow sees \\u00ef',
};

const path = newPath();
const store = openTraceStore({ path });
const filled = store.append(traces.map(toTrace));

async function found(query: SearchQuery): Promise<readonly number[]> {
  await filled;
  const page = await store.searchTraces({ limit: 500, ...query });
  expect(page).not.toHaveProperty('nextPageToken');
  return page.traces.map((info) => numberOf(info.traceId));
}

afterAll(() => store.close());

const answered = verdicts.flatMap(({ query, traces: expected }) => (expected ? [{ query, expected }] : []));
const filters = answered.flatMap(({ query, expected }) =>
  typeof query === 'string' ? [{ filter: query, expected }] : [],
);
const orders = answered.flatMap(({ query, expected }) => (typeof query === 'string' ? [] : [{ ...query, expected }]));

describe("a search, compared with MLflow's own store", () => {
  it.each(filters.filter(({ filter }) => !(filter in BETTER)))(
    'finds the same traces: $filter',
    async ({ filter, expected }) => {
      expect(await found({ filter: parseFilter(filter) })).toEqual(expected);
    },
  );

  it.each(orders)('has the same order: $order_by', async ({ order_by, expected }) => {
    expect(await found({ orderBy: parseOrder(order_by) })).toEqual(expected);
  });
});
