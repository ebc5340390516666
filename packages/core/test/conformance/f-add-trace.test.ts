import { describe, expect } from '@jest/globals';
import { addTrace, startSpan, Trace, tracing, updateCurrentTrace, withSpan } from '../../src/index.ts';
import { type Case, conforms, conformsLogged } from './support/conforms.ts';
import { namesOf, rootOf, spanOf } from './support/spans.ts';

/** A trace of another program: kept here as JSON only. */
async function remoteTrace(of: Case): Promise<Trace> {
  const traceId = withSpan({ name: 'remote', inputs: { q: 1 } }, (span) => {
    updateCurrentTrace({ tags: { from: 'remote', both: 'remote' }, metadata: { model: 'r', shared: 'remote' } });
    const child = startSpan({ name: 'step', spanType: 'TOOL', startTimeNs: span.startTimeNs + 5n });
    child.addEvent('thought', { n: 1 }, [1_700_000_000, 7]);
    child.recordException(new RangeError('far'));
    child.end({ endTimeNs: span.startTimeNs + 9n });
    span.setAttribute('mlflow.chat.tokenUsage', { input_tokens: 1, output_tokens: 2, total_tokens: 3 });
    span.setOutputs('done');
    return span.traceId;
  });
  const found = (await of.traces()).find(({ info }) => info.traceId === traceId) as Trace;
  return Trace.fromJSON(JSON.stringify(found));
}

const newest = async (of: Case): Promise<Trace> => (await of.traces()).at(-1) as Trace;

describe('addTrace', () => {
  conforms(119, 'puts a trace under the span in scope: new ids, everything else kept', async (of) => {
    const remote = await remoteTrace(of);
    await withSpan('local', () =>
      of.give(() => {
        updateCurrentTrace({ tags: { both: 'local' }, metadata: { shared: 'local' } });
        addTrace(remote);
      }),
    );
    const local = (await of.traces()).find((one) => one.searchSpans({ name: 'local' }).length > 0) as Trace;
    expect(local.data.spans.map(({ name }) => name).toSorted()).toEqual(['local', 'remote', 'step']);
    expect(local.info.traceId).not.toBe(remote.info.traceId);
    const [root, added, step] = ['local', 'remote', 'step'].map((name) => spanOf(local, name));
    expect([added?.parentId, step?.parentId]).toEqual([root?.spanId, added?.spanId]);
    const before = spanOf(remote, 'step');
    expect(step).toMatchObject({
      spanType: 'TOOL',
      status: { code: 'ERROR', message: 'RangeError: far' },
      startTimeNs: before.startTimeNs,
      endTimeNs: before.endTimeNs,
    });
    expect(step?.spanId).not.toBe(before.spanId);
    expect(step?.events.map(({ name, timeNs }) => [name, timeNs])).toEqual(
      before.events.map(({ name, timeNs }) => [name, timeNs]),
    );
    expect(added).toMatchObject({ inputs: { q: 1 }, outputs: 'done' });
    expect(local.info.tags).toMatchObject({ from: 'remote', both: 'local', 'mlflow.traceName': 'local' });
    expect(local.info.metadata).toMatchObject({ model: 'r', shared: 'local' });
    expect(JSON.parse(local.info.metadata['mlflow.trace.tokenUsage'] ?? '')).toMatchObject({ total_tokens: 3 });
  });

  conformsLogged(119, 'makes a root of its own where no span is active, a little before', async (of) => {
    const remote = await remoteTrace(of);
    addTrace(remote.toJSON());
    const added = (await of.traces()).find((one) => one.info.tags['mlflow.traceName'] === 'Remote Trace <remote>');
    const root = rootOf(added as Trace);
    expect(root).toMatchObject({ inputs: { q: 1 }, outputs: 'done', status: { code: 'OK' } });
    expect(root.startTimeNs).toBe(rootOf(remote).startTimeNs - 1n);
    expect(namesOf(added as Trace)).toEqual(['Remote Trace <remote>', 'remote', 'step']);
  });

  conformsLogged(119, 'takes a span to put it under', async (of) => {
    const remote = await remoteTrace(of);
    const target = startSpan('target');
    addTrace(remote.toJSON({ version: 'V3' }), { target });
    addTrace(JSON.stringify(remote.toJSON({ version: 'V2' })), { target });
    target.end();
    const added = (await of.traces()).find((one) => one.searchSpans({ name: 'target' }).length > 0) as Trace;
    expect(added.searchSpans({ name: 'remote' }).map(({ parentId }) => parentId)).toEqual([
      target.spanId,
      target.spanId,
    ]);
    expect(added.searchSpans({ name: 'step' })).toHaveLength(2);
  });

  conformsLogged(119, 'refuses what is no finished trace with all parents', async (of) => {
    const remote = await remoteTrace(of);
    const json = remote.toJSON();
    const invalid = (given: unknown, message: string): void =>
      expect(() => addTrace(given as Trace)).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining(message) }),
      );
    invalid(null, 'Invalid trace object: null');
    invalid(7, 'Invalid trace object: number');
    invalid({ info: {} }, "This is no trace in MLflow's form");
    invalid({ ...json, info: { ...json.info, state: 'IN_PROGRESS' } }, 'must be ended before adding it');
    const [root, step] = json.data.spans;
    invalid({ ...json, data: { spans: [step] } }, `Span with ID ${root?.span_id} not found`);
    invalid({ ...json, data: { spans: [] } }, 'Root span not found');
    expect(await newest(of)).toBeDefined();
  });

  conformsLogged(119, 'does nothing while tracing is off', async (of) => {
    const remote = await remoteTrace(of);
    tracing.disable();
    addTrace(remote);
    tracing.enable();
    expect(await of.traces()).toHaveLength(1);
  });
});
