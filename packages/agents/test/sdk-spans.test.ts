import { afterEach, describe, expect, it } from '@jest/globals';
import { flush } from '@spanwright/core';
import { setTraceExporter, tracer } from '@spanwright/core/kit';
import type { TraceData } from '@spanwright/core/model';
import { RunSpans } from '../src/openai-agents/run-spans.ts';
import { SdkSpans } from '../src/openai-agents/sdk-spans.ts';
import { ToolErrors } from '../src/openai-agents/tool-errors.ts';

const traces: TraceData[] = [];
setTraceExporter({
  export: async (batch) => {
    traces.push(...batch);
  },
  close: async () => {},
});
afterEach(() => void traces.splice(0));

const traceOf = (traceId: string) => ({ traceId, name: 'Agent workflow', groupId: null });
const spanOf = (spanId: string, type: string, name: string) => ({
  spanId,
  traceId: 't1',
  parentId: null,
  spanData: { type, name },
  error: null,
});

describe('a trace of the OpenAI Agents SDK', () => {
  it('goes on when a run that was resumed in one of its tools ends its copy of the trace', async () => {
    const spans = new SdkSpans(tracer, new RunSpans(), new ToolErrors());
    const [outer, copy, agent] = [traceOf('t1'), traceOf('t1'), spanOf('s1', 'agent', 'Poet')];
    spans.startTrace(outer);
    spans.start(agent);
    spans.startTrace(copy);
    spans.endTrace(copy);
    spans.end({ ...agent, spanData: { ...agent.spanData, output_type: 'text' } });
    spans.endTrace(outer);
    await flush();
    const [recorded] = traces.flatMap((trace) => trace.spans).filter(({ name }) => name === 'Poet');
    expect(recorded?.attributes).toMatchObject({ output_type: 'text' });
    expect(recorded?.attributes).not.toHaveProperty(['spanwright.endReason']);
    expect(traces.map(({ info }) => info.state)).toEqual(['OK']);
  });

  it('starts anew when the program starts it again', async () => {
    const spans = new SdkSpans(tracer, new RunSpans(), new ToolErrors());
    const again = traceOf('t1');
    for (let times = 0; times < 2; times += 1) {
      spans.startTrace(again);
      spans.startTrace(again);
      spans.endTrace(again);
    }
    await flush();
    expect(traces).toHaveLength(2);
  });

  it('is one for each of several runs that go on from one state at once', async () => {
    const runs = new RunSpans();
    const spans = new SdkSpans(tracer, runs, new ToolErrors());
    const resumed = ['first', 'second'].map((name) => {
      const run = tracer.startSpan({ name });
      runs.add(run, false);
      const inRun = (work: () => void): void => tracer.runInScope(run, work);
      return { run, inRun, sdk: traceOf('t1'), agent: spanOf(`agent of the ${name}`, 'agent', `agent of the ${name}`) };
    });
    for (const { inRun, sdk } of resumed) inRun(() => spans.startTrace(sdk));
    for (const { inRun, agent } of resumed) inRun(() => spans.start(agent));
    for (const { inRun, agent, sdk, run } of resumed) {
      inRun(() => spans.end(agent));
      inRun(() => spans.endTrace(sdk));
      run.end();
    }
    await flush();
    expect(traces.map((trace) => trace.spans.map(({ name }) => name).toSorted())).toEqual([
      ['agent of the first', 'first'],
      ['agent of the second', 'second'],
    ]);
    expect(traces.flatMap((trace) => trace.spans).map(({ attributes }) => attributes['spanwright.endReason'])).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});
