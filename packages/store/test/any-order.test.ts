import { describe, expect, it } from '@jest/globals';
import type { SpanData, TraceData } from '@spanwright/core/model';
import { newPath } from './support/folder.ts';
import { postAll } from './support/post-all.ts';
import { querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const TRACES = 25;

/** Numbers that are the same in each run (a linear congruential generator). */
function makeRandom(): (below: number) => number {
  let state = 42;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

function randomSpan(trace: number, random: (below: number) => number): SpanData {
  const n = random(12);
  const tokens = random(100);
  return makeSpan(trace, n, {
    ...(n > 0 && { parentSpanId: makeSpan(trace, random(n)).spanId }),
    name: `name ${random(5)}`,
    status: random(3) === 0 ? { code: 'ERROR', message: 'failed' } : { code: 'OK' },
    attributes: {
      'mlflow.spanType': ['TOOL', 'CHAIN', 'CHAT_MODEL'][random(3)] ?? '',
      ...(random(2) === 0 && { 'mlflow.llm.model': `model ${random(3)}` }),
      ...(random(2) === 0 && {
        'mlflow.chat.tokenUsage': { input_tokens: tokens, output_tokens: 1, total_tokens: tokens + 1 },
      }),
      text: 'x'.repeat(random(40_000)),
    },
  });
}

function randomParts(trace: number, random: (below: number) => number): readonly TraceData[] {
  return Array.from({ length: 2 + random(6) }, () =>
    makeTrace(
      trace,
      {
        requestTimeMs: 1_750_000_000_000 + random(3),
        experimentId: String(random(2)),
        tags: { [`tag ${random(3)}`]: `value ${random(3)}` },
        metadata: { [`key ${random(3)}`]: `value ${random(3)}` },
      },
      Array.from({ length: random(12) }, () => randomSpan(trace, random)),
    ),
  );
}

/** What the parts make together, worked out without the store. */
function together(parts: readonly TraceData[]): TraceData {
  const spans = new Map(parts.flatMap((part) => part.spans).map((span) => [span.spanId, span]));
  const merged = (field: 'tags' | 'metadata') => Object.assign({}, ...parts.map((part) => part.info[field]));
  return {
    info: { ...parts.at(-1)!.info, tags: merged('tags'), metadata: merged('metadata') },
    spans: [...spans.values()].sort((a, b) => Number(a.startTimeNs - b.startTimeNs)),
  };
}

/** Everything but the payload and the numbers that stand for others. */
function indexOf(path: string): readonly unknown[] {
  return [
    `SELECT hex(trace_id) AS trace, e.id, ts, state, dict.text AS name, spans, errors, input_tokens, output_tokens,
       total_tokens, t.tags, metadata
     FROM traces t JOIN experiments e ON e.key = t.experiment LEFT JOIN dict ON dict.id = t.name ORDER BY 1`,
    `SELECT trace, dict.text AS k, v, e.id, ts
     FROM post JOIN dict ON dict.id = k JOIN experiments e ON e.key = experiment ORDER BY 1, 2, 3`,
    `SELECT s.id / 1048576 AS trace, hex(span_id) AS span, hex(parent_id) AS parent, name.text AS name, type.text AS type,
       status, start_ns, duration_ns, model.text AS model, input_tokens, output_tokens, total_tokens
     FROM spans s JOIN dict name ON name.id = s.name JOIN dict type ON type.id = s.type
     LEFT JOIN dict model ON model.id = s.model ORDER BY 1, 2`,
  ].map((sql) => querySql(path, sql).map((row) => sorted({ ...row })));
}

// Tags and metadata have no order.
function sorted(row: { readonly [column: string]: unknown }): unknown {
  const parse = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
  return 'tags' in row ? { ...row, tags: parse(row['tags']), metadata: parse(row['metadata']) } : row;
}

describe('a trace that comes in parts, in any order and with repeats', () => {
  it('is in the end what it would be if it had come whole', async () => {
    const random = makeRandom();
    const parts = Array.from({ length: TRACES }, (_, trace) => randomParts(trace, random));
    const [inParts, whole] = [newPath(), newPath()];
    const store = openStore(inParts);
    for (const traceParts of parts) for (const part of traceParts) await store.append([part]);

    const expected = parts.map(together);
    const stored = await Promise.all(expected.map((_, trace) => store.getTrace(traceIdOf(trace))));
    expect(stored.map((trace) => trace?.spans)).toEqual(expected.map((trace) => trace.spans));

    // The usage in the metadata was summed up by the store: the index of tokens shows whether that is right.
    const metadataOf = stored.map((trace) => trace!.info.metadata);
    const info = (trace: TraceData, i: number) => ({ ...trace.info, metadata: metadataOf[i] ?? {} });
    const reference = openStore(whole);
    for (const [i, trace] of expected.entries()) await reference.append([{ ...trace, info: info(trace, i) }]);
    expect(stored.map((trace) => trace?.info)).toEqual(expected.map(info));
    for (const path of [inParts, whole]) postAll(path);
    expect(indexOf(inParts)).toEqual(indexOf(whole));
  });
});
