import { describe, expect } from '@jest/globals';
import {
  endRun,
  getTrace,
  logFeedback,
  searchTraces,
  setExperiment,
  startRun,
  startSpan,
  type Trace,
  trace,
  updateCurrentTrace,
  withSpan,
} from '../../src/index.ts';
import { parseExtractField } from '../../src/search/extract-field.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { spanOf } from './support/spans.ts';

const COLUMNS = [
  'trace_id',
  'trace',
  'client_request_id',
  'state',
  'request_time',
  'execution_duration',
  'request',
  'response',
  'trace_metadata',
  'tags',
  'spans',
  'assessments',
];

const rootNames = (found: readonly Trace[]): readonly (string | undefined)[] =>
  found.map(({ info }) => info.tags['mlflow.traceName']).sort();

async function refused(options: object, message: string): Promise<void> {
  await expect(searchTraces(options)).rejects.toMatchObject({
    code: 'INVALID_PARAMETER_VALUE',
    message: expect.stringContaining(message),
  });
}

describe('getTrace', () => {
  conformsLogged(
    104,
    'gives undefined for a trace that there is not, with a warning unless it is to be silent',
    async (of) => {
      const missing = `tr-${'0'.repeat(31)}1`;
      expect(await getTrace(missing, { silent: true })).toBeUndefined();
      expect(of.warnings).toEqual([]);
      for (let n = 0; n < 2; n += 1) expect(await getTrace(missing)).toBeUndefined();
      expect(of.warnings).toEqual([expect.stringContaining(missing)]);
    },
  );

  conformsLogged(104, 'finds a trace that has just ended', async () => {
    const span = startSpan('just now');
    span.end();
    expect((await getTrace(span.traceId))?.info.traceId).toBe(span.traceId);
  });
});

describe('searchTraces', () => {
  conforms(105, 'searches the experiment in force where none is named', async (of) => {
    const step = trace((n: number) => of.give(() => n), { name: 'step' });
    await step(1);
    const { experimentId } = await setExperiment('elsewhere');
    await step(2);
    expect((await searchTraces({ experimentIds: [experimentId] })).rows.map(({ response }) => response)).toContain(2);
    expect((await searchTraces()).rows.map(({ response }) => response)).not.toContain(1);
  });

  conformsLogged(106, 'gives pages that join, and no more than asked for', async () => {
    for (let n = 0; n < 30; n += 1) startSpan({ name: 'x', inputs: n }).end();
    const found: Trace[] = [];
    let pageToken: string | undefined;
    do {
      const page = await searchTraces({
        returnType: 'list',
        maxResults: 10,
        ...(pageToken !== undefined && { pageToken }),
      });
      expect(page).toHaveLength(10);
      found.push(...page);
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    expect(new Set(found.map(({ data }) => data.request))).toEqual(new Set(Array.from({ length: 30 }, (_, n) => n)));
    expect(await searchTraces({ returnType: 'list', maxResults: 7 })).toHaveLength(7);
  });

  conformsOnce(107, 'refuses places that are no list, and returns that there are not', async () => {
    await refused({ experimentIds: '0' }, 'must be a list');
    await refused(
      { returnType: 'pandas' },
      "Invalid return type: pandas. Return type must be either 'table' or 'list'.",
    );
    await refused({ returnType: 'list', extractFields: ['a.inputs'] }, '`extractFields` parameter is only supported');
  });

  conformsLogged(108, 'has all columns where nothing is found, those to extract too', async () => {
    const empty = await searchTraces();
    expect([empty.columns, empty.rows]).toEqual([COLUMNS, []]);
    expect((await searchTraces({ extractFields: ['a.inputs.x', 'a.outputs'] })).columns).toEqual([
      ...COLUMNS,
      'a.inputs.x',
      'a.outputs',
    ]);
  });

  conforms(
    [109, 110],
    'takes fields out of spans: of a name that stands twice the last, null for what is not there',
    async (of) => {
      const step = trace((x: number) => of.give(() => ({ 'a.b': x, whole: `${x}` })), { name: 'my.step' });
      await withSpan('root', async (root) => {
        root.setInputs({ question: 'why?', nested: { deep: [1] } });
        for (const n of [1, 2]) await step(n);
        return 'text';
      });
      const fields = [
        'root.inputs',
        'root.inputs.question',
        'root.inputs.nested',
        'root.outputs',
        'root.outputs.field',
        'root.inputs.missing',
        '`my.step`.inputs.x',
        '`my.step`.outputs.`a.b`',
        'nobody.inputs',
      ] as const;
      const { rows } = await searchTraces({ extractFields: fields });
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        'root.inputs': { question: 'why?', nested: { deep: [1] } },
        'root.inputs.question': 'why?',
        'root.inputs.nested': { deep: [1] },
        'root.outputs': 'text',
        'root.outputs.field': null,
        'root.inputs.missing': null,
        'my.step.inputs.x': 2,
        'my.step.outputs.a.b': 2,
        'nobody.inputs': null,
      });
      expect(Object.keys(rows[0] ?? {}).slice(0, 12)).toEqual(COLUMNS);
      await refused(
        { extractFields: ['root.middle'] },
        "Invalid field type: 'middle'. Expected 'inputs' or 'outputs'.",
      );
    },
  );

  conformsOnce(111, 'says what is wrong with a field', () => {
    const wrong = [
      ['`ask.inputs', 'Expected closing backtick'],
      ['ask.inputs.`field', 'Expected closing backtick'],
      ['ask', 'Expected dot after span name'],
      ['`ask`inputs', 'Expected dot after span name'],
      ['ask.inputs.`field`more', 'Unexpected characters after closing backtick'],
    ] as const;
    for (const [field, message] of wrong) expect(() => parseExtractField(field)).toThrow(message);
  });

  conforms(112, 'finds the traces of a run, also with a filter; what contradicts is refused', async (of) => {
    const step = trace(
      (team: string) =>
        of.give(() => {
          updateCurrentTrace({ tags: { team } });
          return team;
        }),
      { name: 'step' },
    );
    await step('outside');
    const { runId } = startRun();
    for (const team of ['a', 'b']) await step(team);
    await endRun();
    const responses = async (options: object) =>
      (await searchTraces({ runId, ...options })).rows.map(({ response }) => response).sort();
    expect(await responses({})).toEqual(['a', 'b']);
    expect(await responses({ filterString: "tags.team = 'b'" })).toEqual(['b']);
    await refused({ runId, filterString: "metadata.mlflow.sourceRun = 'x'" }, 'You cannot filter by run_id when');
    await refused({ runId, experimentIds: ['0'] }, `Run ${runId} belongs to experiment`);
  });

  conforms(113, "finds by a span's name, type and status, and by words in the content", async (of) => {
    const tool = trace((city: string) => of.give(() => `warm in ${city}`), { name: 'get_weather', spanType: 'TOOL' });
    const ask = trace((city: string) => tool(city), { name: 'ask', spanType: 'AGENT' });
    const broken = trace(
      () =>
        of.give((): string => {
          throw new Error('no');
        }),
      { name: 'broken' },
    );
    await ask('Lisbon');
    await ask('Bergen');
    await (async () => broken())().catch(() => {});
    const count = async (filterString: string) => rootNames(await searchTraces({ returnType: 'list', filterString }));
    expect(await count("span.name = 'get_weather'")).toEqual(['ask', 'ask']);
    expect(await count("span.type = 'TOOL' AND span.name ILIKE '%WEATHER'")).toEqual(['ask', 'ask']);
    expect(await count("span.status = 'ERROR'")).toEqual(['broken']);
    expect(await count("trace.text LIKE '%Lisbon%'")).toEqual(['ask']);
  });

  conforms(114, 'leaves spans out where that is asked for', async (of) => {
    await trace(() => of.give(() => 1), { name: 'x' })();
    const [found] = await searchTraces({ returnType: 'list', includeSpans: false });
    expect([found?.data.spans, found?.info.state]).toEqual([[], 'OK']);
    expect((await searchTraces({ includeSpans: false })).rows[0]?.spans).toEqual([]);
  });

  conforms(115, 'finds the traces of a session in their order', async (of) => {
    const turn = trace(
      (sessionId: string | undefined, question: string) =>
        of.give(() => {
          if (sessionId !== undefined) updateCurrentTrace({ sessionId });
          return question;
        }),
      { name: 'turn' },
    );
    const turns = [
      ['a', '1'],
      ['b', '2'],
      [undefined, '3'],
      ['a', '4'],
    ] as const;
    for (const [session, question] of turns) {
      await turn(session, question);
      // Two traces of one millisecond have no order.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const filterString = "metadata.mlflow.trace.session = 'a'";
    const { rows } = await searchTraces({ filterString, orderBy: ['timestamp_ms ASC'] });
    expect(rows.map(({ response }) => response)).toEqual(['1', '4']);
    expect((await searchTraces({ filterString, maxResults: 1 })).length).toBe(1);
  });
});

describe('a trace', () => {
  conforms(121, 'finds its spans by type, exact name, pattern and id', async (of) => {
    const tool = trace((n: number) => of.give(() => n), { name: 'tool_1', spanType: 'TOOL' });
    await withSpan({ name: 'agent', spanType: 'AGENT' }, async () => {
      for (const n of [1, 2]) await tool(n);
    });
    const traced = await of.trace();
    const count = (query: object) => traced.searchSpans(query).length;
    expect(count({ spanType: 'TOOL' })).toBe(2);
    expect(count({ name: 'tool_1' })).toBe(2);
    expect(count({ name: 'tool' })).toBe(0);
    expect(count({ name: /^tool/ })).toBe(2);
    const { spanId } = spanOf(traced, 'agent');
    expect(traced.searchSpans({ spanId }).map(({ name }) => name)).toEqual(['agent']);
    expect(count({ spanId, spanType: 'TOOL' })).toBe(0);
    expect(count({})).toBe(3);
  });

  conformsLogged(113, 'is found by its feedback', async () => {
    const spans = [1, 2].map((n) => startSpan({ name: 'x', inputs: n }));
    for (const span of spans) span.end();
    await logFeedback({ traceId: spans[0]?.traceId ?? '', name: 'helpful', value: true });
    const { rows } = await searchTraces({ filterString: "feedback.helpful = 'true'" });
    expect(rows.map(({ request }) => request)).toEqual([1]);
  });
});
