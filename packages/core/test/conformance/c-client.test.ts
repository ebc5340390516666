import { describe, expect } from '@jest/globals';
import { withSpan, MlflowClient, startRun, startSpan, trace, tracing } from '../../src/index.ts';
import { conforms, conformsLogged } from './support/conforms.ts';
import { namesOf, rootOf, spanOf } from './support/spans.ts';

const client = new MlflowClient();

describe('a trace by the client', () => {
  conformsLogged(62, 'has the shape of a fluent one', async (of) => {
    const root = client.startTrace('run', { inputs: { x: 2 }, spanType: 'CHAIN', attributes: { model: 'm' } });
    const { traceId } = root;
    const child = client.startSpan('add', { traceId, parentId: root.spanId, inputs: { y: 3 } });
    client.endSpan({ traceId, spanId: child.spanId, outputs: 5, attributes: { delta: 1 } });
    client.endTrace(traceId, { outputs: { sum: 5 }, status: 'OK' });
    const stored = await of.trace();
    expect(stored.info).toMatchObject({ traceId, state: 'OK', tags: { 'mlflow.traceName': 'run' } });
    expect(stored.data).toMatchObject({ request: { x: 2 }, response: { sum: 5 } });
    expect(spanOf(stored, 'add')).toMatchObject({ parentId: root.spanId, inputs: { y: 3 }, outputs: 5 });
    expect(spanOf(stored, 'add').getAttribute('delta')).toBe(1);
    expect(rootOf(stored)).toMatchObject({ spanType: 'CHAIN', status: { code: 'OK' } });
  });

  conformsLogged(62, '`requestId` is another name of `traceId`', async (of) => {
    const root = client.startTrace({ name: 'run' });
    const { requestId } = root;
    const child = client.startSpan({ name: 'step', requestId, parentId: root.spanId });
    client.endSpan({ requestId, spanId: child.spanId });
    client.endTrace({ requestId });
    expect(namesOf(await of.trace())).toEqual(['run', 'step']);
    expect((await client.getTrace({ requestId })).info.traceId).toBe(requestId);
  });

  conforms(63, 'is not started under a fluent span', async (of) => {
    await withSpan('fluent', () =>
      of.give(() => expect(() => client.startTrace('mine')).toThrow('Another trace is already set')),
    );
    expect(namesOf(await of.trace())).toEqual(['fluent']);
  });

  conformsLogged(64, 'has spans only below a parent that is there', async () => {
    const { traceId, spanId } = client.startTrace('run');
    const invalid = { code: 'INVALID_PARAMETER_VALUE' };
    expect(() => client.startSpan('a', { traceId, parentId: '' })).toThrow(
      expect.objectContaining({ ...invalid, message: expect.stringContaining('explicit parentId') }),
    );
    expect(() => client.startSpan('a', { parentId: spanId })).toThrow(
      expect.objectContaining({ ...invalid, message: 'A traceId must be provided to start a span.' }),
    );
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST', message: "Parent span with ID 'none' not found." };
    expect(() => client.startSpan('a', { traceId, parentId: 'none' })).toThrow(expect.objectContaining(missing));
    expect(() => client.startSpan('a', { traceId: 'tr-none', parentId: 'none' })).toThrow(
      expect.objectContaining(missing),
    );
    client.endTrace(traceId);
  });

  conformsLogged(65, 'ends once: an unknown one and one that has ended are refused', async (of) => {
    const { traceId } = client.startTrace('run');
    client.endTrace(traceId);
    expect(() => client.endTrace(traceId)).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMETER_VALUE',
        message: `Trace with ID ${traceId} already finished.`,
      }),
    );
    expect(() => client.endTrace('tr-none')).toThrow(
      expect.objectContaining({ code: 'RESOURCE_DOES_NOT_EXIST', message: 'Trace with ID tr-none not found.' }),
    );
    await of.trace();
    expect(() => client.endTrace(traceId)).toThrow('already finished');
  });

  conformsLogged(66, 'an unknown span, and one that has ended, is left alone', async (of) => {
    const { traceId, spanId } = client.startTrace('run');
    const child = client.startSpan('step', { traceId, parentId: spanId });
    client.endSpan({ traceId, spanId: 'none' });
    client.endSpan({ traceId: 'tr-none', spanId: 'none' });
    client.endSpan({ traceId, spanId: child.spanId, outputs: 'first' });
    client.endSpan({ traceId, spanId: child.spanId, outputs: 'second' });
    client.endTrace(traceId);
    expect(spanOf(await of.trace(), 'step').outputs).toBe('first');
    client.endSpan({ traceId, spanId: child.spanId, outputs: 'third' });
    expect(spanOf(await of.trace(), 'step').outputs).toBe('first');
  });

  conformsLogged(66, 'ends what is still open in it at once, marked', async (of) => {
    const { traceId, spanId } = client.startTrace('run');
    const step = client.startSpan('step', { traceId, parentId: spanId });
    client.startSpan('inner', { traceId, parentId: step.spanId });
    client.endTrace(traceId, { outputs: 'done' });
    const stored = await of.trace();
    expect(namesOf(stored)).toEqual(['run', 'step', 'inner']);
    for (const name of ['step', 'inner']) {
      expect(spanOf(stored, name).endTimeNs).toBeDefined();
      expect(spanOf(stored, name).getAttribute('spanwright.endReason')).toBe('trace_end');
    }
    expect(stored.info.state).toBe('OK');
    expect(step.isRecording()).toBe(false);
  });

  conformsLogged(67, 'takes tags and metadata from its start; those of the server are left out', async (of) => {
    const root = client.startTrace('run', {
      tags: { env: 'test', n: 1, 'mlflow.user': 'eve' },
      metadata: { version: 2 },
    });
    client.endTrace(root.traceId);
    const { info } = await of.trace();
    expect(info.tags).toEqual({ env: 'test', n: '1', 'mlflow.traceName': 'run' });
    expect(info.metadata).toMatchObject({ version: '2' });
    expect(of.warnings).toEqual([expect.stringContaining('the tag "mlflow.user" is immutable')]);
  });

  conformsLogged([68, 69], 'belongs to the active run, but to the experiment that it names', async () => {
    const experimentId = await client.createExperiment(`client ${Date.now()} ${Math.random()}`);
    const { runId, traceId } = startRun((run) => {
      const root = client.startTrace('run', { experimentId });
      client.endTrace(root.traceId);
      return { runId: run.runId, traceId: root.traceId };
    });
    const { info } = await client.getTrace(traceId);
    expect(info).toMatchObject({ experimentId, metadata: { 'mlflow.sourceRun': runId } });
  });

  conformsLogged(60, 'belongs to the run that it names, also while another one is active', async () => {
    const traceId = startRun(() => {
      const root = client.startTrace('run', { runId: 'f'.repeat(32) });
      client.endTrace(root.traceId);
      return root.traceId;
    });
    expect((await client.getTrace(traceId)).info.metadata['mlflow.sourceRun']).toBe('f'.repeat(32));
  });

  conformsLogged(70, 'that is not recorded has children that are not, and none of its calls throw', async (of) => {
    tracing.disable();
    const { traceId, spanId } = client.startTrace('off');
    tracing.enable();
    expect(traceId).toBe('MLFLOW_NO_OP_SPAN_TRACE_ID');
    const child = client.startSpan('child', { traceId, parentId: spanId });
    expect(child.traceId).toBe(traceId);
    client.endSpan({ traceId, spanId: child.spanId });
    client.endTrace(traceId);
    await client.setTraceTag(traceId, 'a', 'b');
    await client.deleteTraceTag(traceId, 'a');
    await client.logFeedback({ traceId, value: 1 });
    expect(await of.traces()).toEqual([]);
  });

  conformsLogged(74, 'has start and end times to the nanosecond', async (of) => {
    const root = client.startTrace('run', { startTimeNs: 1_700_000_000_000_000_001n });
    client.endTrace(root.traceId, { endTimeNs: 1_700_000_000_000_000_999n });
    expect(rootOf(await of.trace())).toMatchObject({
      startTimeNs: 1_700_000_000_000_000_001n,
      endTimeNs: 1_700_000_000_000_000_999n,
    });
  });

  conformsLogged(64, 'fails with the status that it is given, and keeps a failure that was recorded', async (of) => {
    const root = client.startTrace('run');
    const { traceId } = root;
    const child = client.startSpan('step', { traceId, parentId: root.spanId });
    child.recordException(new TypeError('no'));
    client.endSpan({ traceId, spanId: child.spanId });
    client.endTrace(traceId, { status: { code: 'ERROR', message: 'gave up' } });
    const stored = await of.trace();
    expect(spanOf(stored, 'step').status).toEqual({ code: 'ERROR', message: 'TypeError: no' });
    expect(rootOf(stored).status).toEqual({ code: 'ERROR', message: 'gave up' });
    expect(stored.info.state).toBe('ERROR');
  });
});

describe('spans that are not made active', () => {
  conforms(61, 'are children of the parent they name, else of the active span, else a new trace', async (of) => {
    const outer = startSpan('outer');
    startSpan({ name: 'named', parent: outer }).end();
    outer.end();
    await withSpan('active', () => of.give(() => startSpan('below').end()));
    startSpan('alone').end();
    const [first, second, third] = await of.traces();
    expect([first, second, third].map((stored) => stored && namesOf(stored))).toEqual([
      ['outer', 'named'],
      ['active', 'below'],
      ['alone'],
    ]);
  });

  conforms(71, 'mix with fluent ones: by parent, by client, and inside a function', async (of) => {
    const inner = trace((x: number) => of.give(() => x + 1), { name: 'inner' });
    const result = await withSpan('root', (root) => {
      const { traceId } = root;
      const step = client.startSpan('client step', { traceId, parentId: root.spanId, inputs: { x: 4 } });
      return of.then(inner(4), (value) => {
        client.endSpan({ traceId, spanId: step.spanId, outputs: value });
        root.setOutputs(value);
        return value;
      });
    });
    expect(result).toBe(5);
    const stored = await of.trace();
    const root = rootOf(stored);
    expect(spanOf(stored, 'client step')).toMatchObject({ parentId: root.spanId, outputs: 5 });
    expect(spanOf(stored, 'inner')).toMatchObject({ parentId: root.spanId, outputs: 5 });
    expect(root.outputs).toBe(5);
  });

  conforms([72, 73], 'that outlive a fluent root hold its trace back until they end', async (of) => {
    const late = await withSpan('root', () => of.give(() => startSpan('late')));
    expect(await of.traces()).toEqual([]);
    late.setOutputs('at last');
    late.end();
    expect(spanOf(await of.trace(), 'late').outputs).toBe('at last');
  });
});
