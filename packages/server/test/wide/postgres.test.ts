import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PostgresServer, startPostgres } from '@spanwright/fixtures';
import { type PgPool, openPostgresStore } from '@spanwright/store/postgres';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Answer, type TestServer, startServer } from '../support/server.ts';
import { START_MS, makeSpan, makeTrace, spanIdOf, traceIdOf } from '../support/traces.ts';

const requireFixture = createRequire(join(__dirname, '../../../../fixtures/versions/postgres/package.json'));
const { Pool } = requireFixture('pg') as { readonly Pool: new (options: object) => PgPool };

const VIEWER = '/api/spanwright/v1';
const V3 = '/api/3.0/mlflow';
const V2 = '/api/2.0/mlflow';

const TRACES = [
  makeTrace(0, { metadata: { 'mlflow.trace.session': 'chat' }, executionDurationMs: 12 }),
  makeTrace(1, { state: 'ERROR', tags: { 'mlflow.traceName': 'search', env: 'prod' }, executionDurationMs: 250 }, [
    makeSpan(1, 0, { status: { code: 'ERROR', message: 'slow down' } }),
    makeSpan(1, 1, {
      attributes: {
        'mlflow.spanType': 'CHAT_MODEL',
        'mlflow.llm.model': 'gpt-4o',
        'mlflow.spanInputs': { messages: [{ role: 'user', content: 'Where is Waldo?' }] },
        'mlflow.chat.tokenUsage': { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
      },
    }),
  ]),
];

const OTLP = {
  resourceSpans: [
    {
      resource: { attributes: [] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: traceIdOf(7).slice(3),
              spanId: spanIdOf(0),
              name: 'sent',
              startTimeUnixNano: `${START_MS + 7}000000`,
              endTimeUnixNano: `${START_MS + 9}000000`,
              attributes: [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }],
              status: { code: 1 },
            },
          ],
        },
      ],
    },
  ],
};

const filter = (text: string): string => `filter=${encodeURIComponent(text)}`;

/** What is asked, one after the other; answers that name the time of the call are left out of the comparison. */
const STEPS: readonly (readonly [what: string, ask: (server: TestServer) => Promise<Answer>])[] = [
  ['OTLP', (server) => server.send('POST', '/v1/traces', OTLP)],
  ['a tag', (server) => server.send('PATCH', `${V2}/traces/${traceIdOf(0)}/tags`, { key: 'team', value: 'a' })],
  ['an experiment', (server) => server.send('POST', `${V2}/experiments/create`, { name: 'second' })],
  ['a taken name', (server) => server.send('POST', `${V2}/experiments/create`, { name: 'second' })],
  ['all traces', (server) => server.get(`${VIEWER}/traces`)],
  ['traces with errors', (server) => server.get(`${VIEWER}/traces?${filter("status = 'ERROR'")}`)],
  ['traces by a tag', (server) => server.get(`${VIEWER}/traces?${filter("tags.team = 'a'")}`)],
  ['traces by text', (server) => server.get(`${VIEWER}/traces?${filter("trace.text LIKE '%Waldo%'")}`)],
  ['traces by duration', (server) => server.get(`${VIEWER}/traces?order=execution_time%20DESC&limit=2`)],
  ['the outline of a trace', (server) => server.get(`${VIEWER}/traces/${traceIdOf(1)}`)],
  ['a span', (server) => server.get(`${VIEWER}/traces/${traceIdOf(1)}/spans/${spanIdOf(1)}`)],
  ['a trace by MLflow', (server) => server.get(`${V3}/traces/get?trace_id=${traceIdOf(1)}`)],
  ['charts', counts],
  ['facets', (server) => server.get(`${VIEWER}/facets`)],
  ['sessions', (server) => server.get(`${VIEWER}/sessions`)],
  ['a search by MLflow', (server) => search(server, "attributes.status = 'OK'")],
  ['a bad filter', (server) => search(server, 'nope = 1')],
  ['deletion', (server) => remove(server, [traceIdOf(1)])],
  ['what is left', (server) => server.get(`${VIEWER}/traces`)],
];

// A store may be a little off with latencies.
async function counts(server: TestServer): Promise<Answer> {
  const { points } = await server.get(`${VIEWER}/charts?by=model`);
  return points.map(({ latencyMs: _, ...point }: Answer) => point) as Answer;
}

function search(server: TestServer, text: string): Promise<Answer> {
  const locations = [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } }];
  return server.send('POST', `${V3}/traces/search`, { locations, filter: text });
}

function remove(server: TestServer, ids: readonly string[]): Promise<Answer> {
  return server.send('POST', `${V2}/traces/delete-traces`, { experiment_id: '0', request_ids: ids });
}

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe('the server on PostgreSQL', () => {
  it('answers as it does on SQLite', async () => {
    const store = openPostgresStore({ pool: new Pool({ connectionString: postgres.connectionString, max: 4 }) });
    await store.append(TRACES);
    try {
      const onPostgres = await startServer([], { store });
      const onSqlite = await startServer(TRACES);
      for (const [what, ask] of STEPS) {
        const [expected, answer] = [await ask(onSqlite), await ask(onPostgres)];
        expect([what, answer]).toEqual([what, expected]);
      }
      expect([...onPostgres.errors, ...onSqlite.errors]).toEqual([]);
    } finally {
      await store.close();
    }
  });
});
