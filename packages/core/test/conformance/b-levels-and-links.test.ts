import { describe, expect } from '@jest/globals';
import { createExperiment, searchTraces, SpanLogLevel, SpanType, startSpan, trace, withSpan } from '../../src/index.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { rootOf, spanOf } from './support/spans.ts';

const LEVEL = 'mlflow.spanLogLevel';
const link = {
  traceId: `tr-${'0123456789abcdef'.repeat(2)}`,
  spanId: '0123456789abcdef',
  attributes: { why: 'cause' },
};

describe('the level of a span', () => {
  conformsLogged(55, 'is INFO for models, tools, retrievers, agents and embeddings, DEBUG for the rest', async (of) => {
    const types = [...Object.values(SpanType), 'MY_TYPE'];
    withSpan('root', () => types.forEach((spanType) => startSpan({ name: spanType, spanType }).end()));
    const found = await of.trace();
    const info = types.filter((type) => spanOf(found, type).logLevel === 'INFO');
    expect(info).toEqual(['LLM', 'AGENT', 'TOOL', 'CHAT_MODEL', 'RETRIEVER', 'EMBEDDING']);
    expect(types.filter((type) => spanOf(found, type).logLevel === 'DEBUG')).toHaveLength(types.length - info.length);
  });

  conformsOnce(56, 'is given by name, in any case of letters; numbers and unknown names are refused', () => {
    const names = ['critical', 'Warning' as 'warning', SpanLogLevel.INFO] as const;
    for (const logLevel of names) startSpan({ name: 'x', logLevel }).end();
    for (const logLevel of [20, 'loud', '', 'toString'] as unknown[]) {
      const options = { name: 'x', logLevel: logLevel as 'info' };
      const refused = /Invalid log level .*: use one of DEBUG, INFO, WARNING, ERROR, CRITICAL/;
      expect(() => startSpan(options)).toThrow(refused);
      expect(() => withSpan(options, () => 1)).toThrow(refused);
      expect(() => trace(() => 1, options)).toThrow(refused);
    }
  });

  conforms(57, 'is raised to ERROR by an exception, never lowered, and left alone by other events', async (of) => {
    const fail = async (name: string, logLevel: 'info' | 'critical' | undefined): Promise<void> => {
      const failing = trace(() => of.give(() => JSON.parse('{') as unknown), { name, ...(logLevel && { logLevel }) });
      await expect((async () => failing())()).rejects.toThrow(SyntaxError);
    };
    await withSpan('root', async () => {
      await fail('low', 'info');
      await fail('high', 'critical');
      await fail('unset', undefined);
      startSpan({ name: 'other', logLevel: 'info' }).addEvent('retry').end();
    });
    const found = await of.trace();
    const levels = ['low', 'high', 'unset', 'other'].map((name) => spanOf(found, name));
    expect(levels.map(({ logLevel }) => logLevel)).toEqual(['ERROR', 'CRITICAL', 'ERROR', 'INFO']);
    expect(levels.map(({ attributes }) => attributes[LEVEL])).toEqual([40, 50, undefined, 20]);
  });

  conforms(58, "is each span's own: of scopes, spans without scope, functions and generators", async (of) => {
    const items = trace(
      function* items() {
        yield 1;
      },
      { logLevel: 'warning' },
    );
    const call = trace(() => of.give(() => 1), { name: 'call', logLevel: 'error' });
    await withSpan({ name: 'root', logLevel: 'info' }, async () => {
      startSpan({ name: 'open', logLevel: 'debug' }).end();
      for (const item of items()) expect(item).toBe(1);
      await call();
    });
    const found = await of.trace();
    const levels = found.data.spans.map(({ name, logLevel }) => [name, logLevel]);
    expect(Object.fromEntries(levels)).toEqual({ root: 'INFO', open: 'DEBUG', items: 'WARNING', call: 'ERROR' });
  });
});

describe('links of a span', () => {
  conforms(59, 'are given at the start, by every way, and stored; one that cannot be is left out', async (of) => {
    const links = [link, { traceId: 'tr-1', spanId: 'x' }];
    const items = trace(
      function* items() {
        yield 1;
      },
      { links },
    );
    const call = trace(() => of.give(() => 1), { name: 'call', links });
    await withSpan({ name: 'root', links }, async () => {
      startSpan({ name: 'open', links }).end();
      for (const item of items()) expect(item).toBe(1);
      await call();
    });
    const found = await of.trace();
    for (const span of found.data.spans) expect([span.name, span.toJSON().links]).toEqual([span.name, [linkJson()]]);
    expect(of.warnings).toEqual([expect.stringContaining('a link is left out: "tr-1"')]);
  });

  conformsLogged(59, 'are not taken after the end', async (of) => {
    const span = startSpan('root');
    span.end();
    span.addLink({ context: { traceId: link.traceId.slice(3), spanId: link.spanId, traceFlags: 1 } });
    expect(rootOf(await of.trace()).toJSON().links ?? []).toEqual([]);
  });
});

function linkJson(): unknown {
  return { trace_id: link.traceId, span_id: link.spanId, attributes: link.attributes };
}

describe('the experiment of a trace', () => {
  conforms(28, 'is the one that the function names; on a child that only warns', async (of) => {
    const experimentId = await createExperiment(`destination ${Math.random()}`);
    const child = trace(() => of.give(() => 1), { name: 'child', experimentId: 'other' });
    const root = trace(() => of.then(child(), () => child()), { name: 'root', experimentId });
    await root();
    expect(await of.traces()).toEqual([]);
    const [found, ...more] = await searchTraces({ returnType: 'list', experimentIds: [experimentId] });
    expect([found?.data.spans.length, more]).toEqual([3, []]);
    expect(of.warnings).toEqual([expect.stringContaining('of a span that has a parent are left aside')]);
  });
});
