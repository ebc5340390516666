import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  getTrace,
  logExpectation,
  logFeedback,
  overrideFeedback,
  searchSessions,
  setTrackingUri,
  startRun,
  startSpan,
  tracing,
  withSpan,
} from '../src/index.ts';
import { setTraceExporter } from '../src/export/current-target.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-sessions-'));
let databases = 0;

beforeEach(() => {
  setTraceExporter(undefined);
  setTrackingUri(`sqlite:${folder}/${++databases}.db`);
});

/** A trace that starts at a second. */
function traced(sessionId: string | undefined, second: number): string {
  return tracing.context({ ...(sessionId !== undefined && { sessionId }) }, () => {
    const span = startSpan({ name: 'turn', startTimeNs: BigInt(second) * 1_000_000_000n });
    span.end({ endTimeNs: BigInt(second + 1) * 1_000_000_000n });
    return span.traceId;
  });
}

describe('searchSessions', () => {
  it('gives each session with its traces in their order, the one with the newest first', async () => {
    const [a1, b1, a2] = [traced('a', 1), traced("b's", 2), traced('a', 3)];
    traced(undefined, 4);
    const found = await searchSessions();
    expect(found.map(({ id, traces }) => [id, traces.map(({ info }) => info.traceId)])).toEqual([
      ['a', [a1, a2]],
      ["b's", [b1]],
    ]);
    expect(found[0]?.traces[0]?.data.spans).toHaveLength(1);
    expect(
      (await searchSessions({ maxResults: 1, includeSpans: false })).map(({ id, traces }) => [
        id,
        traces[0]?.data.spans,
      ]),
    ).toEqual([['a', []]]);
  });

  it('gives those of a run, or none', async () => {
    traced('a', 1);
    const runId = startRun((run) => {
      traced('b', 2);
      return run.runId;
    });
    expect((await searchSessions({ runId })).map(({ id }) => id)).toEqual(['b']);
    expect(await searchSessions({ experimentIds: ['77'] })).toEqual([]);
    await expect(searchSessions({ maxResults: 0 })).rejects.toThrow("parameter 'maxResults'");
  });
});

describe('trace.searchAssessments', () => {
  it('gives the valid ones of a name, kind or span, and all where asked', async () => {
    const { traceId, spanId } = withSpan('root', (span) => ({ traceId: span.traceId, spanId: span.spanId }));
    const first = await logFeedback({ traceId, name: 'score', value: 1 });
    const { assessmentId } = await overrideFeedback({ traceId, assessmentId: first.assessmentId, value: 2 });
    await logExpectation({ traceId, spanId, name: 'answer', value: 'yes' });
    const trace = await getTrace(traceId);
    const names = (found: readonly { readonly name: string }[] = []) => found.map(({ name }) => name);
    expect(names(trace?.searchAssessments())).toEqual(['score', 'answer']);
    expect(trace?.searchAssessments({ name: 'score' }).map((one) => one.assessmentId)).toEqual([assessmentId]);
    expect(names(trace?.searchAssessments({ name: 'score', all: true }))).toEqual(['score', 'score']);
    expect(names(trace?.searchAssessments({ kind: 'expectation' }))).toEqual(['answer']);
    expect(names(trace?.searchAssessments({ spanId }))).toEqual(['answer']);
  });

  it('and searchSpans refuse what they cannot compare', async () => {
    const trace = await getTrace(withSpan('root', (span) => span.traceId));
    expect(() => trace?.searchSpans({ name: 7 as never })).toThrow(
      "Invalid type for 'name'. Expected a string or a RegExp",
    );
    expect(() => trace?.searchSpans({ spanType: 7 as never })).toThrow("Invalid type for 'spanType'.");
  });
});
