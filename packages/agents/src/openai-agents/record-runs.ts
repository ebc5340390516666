import type { LiveSpan } from '@spanwright/core';
import { at, findMember, isThenable, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { EndReason, SpanType } from '@spanwright/core/model';
import type { RunSpans } from './run-spans.ts';

/**
 * Records `Runner.run` of one copy of the SDK, and so `run()` too, with what goes in and what comes out: the SDK's own
 * spans tell neither. Runs whose tracing the program has switched off are left alone, and those that it wants traced
 * without its data (`traceIncludeSensitiveData: false`) have neither. Returns the undo.
 */
export function recordRuns(exports: object, tracer: Tracer, runs: RunSpans): () => void {
  const place = findMember(exports, 'Runner#run');
  if (!place) return () => {};
  return wrapMethod(place, (original, self, args) => {
    const work = (): unknown => Reflect.apply(original, self, args);
    if (!tracer.isTracing() || at(at(self, 'config'), 'tracingDisabled') === true) return work();
    const withoutData = at(at(self, 'config'), 'traceIncludeSensitiveData') === false;
    const span = tracer.guarded('a run of agents', () => startRun(tracer, withoutData, args));
    if (!span) return work();
    runs.add(span, withoutData);
    return observed(
      tracer.runInScope(span, work),
      tracer.record(span, { outputs: withoutData ? nothing : finalOutput }),
    );
  });
}

function startRun(tracer: Tracer, withoutData: boolean, [agent, input, options]: readonly unknown[]): LiveSpan {
  const streamed = at(options, 'stream') === true;
  const maxTurns = at(options, 'maxTurns');
  return tracer.startSpan({
    name: streamed ? 'AgentRunner.run_streamed' : 'AgentRunner.run',
    spanType: SpanType.AGENT,
    inputs: !withoutData && (typeof input === 'string' || Array.isArray(input)) ? input : undefined,
    attributes: { starting_agent: at(agent, 'name'), ...(maxTurns !== undefined && { max_turns: maxTurns }) },
  });
}

function observed(result: unknown, call: ReturnType<Tracer['record']>): unknown {
  if (!isThenable(result)) return result;
  const failed = (error: unknown): void => call.fail(error);
  result.then((run: unknown) => {
    const completed = at(run, 'completed');
    // The SDK itself handles this promise's rejection, so that ours changes nothing.
    if (isThenable(completed)) completed.then(() => finish(call, run), failed);
    else finish(call, run);
  }, failed);
  return result;
}

function finish(call: ReturnType<Tracer['record']>, run: unknown): void {
  if (at(run, 'cancelled') === true) call.stop(EndReason.BREAK);
  else call.settle(run);
}

function nothing(): undefined {}

/** Asking an unfinished run for its output would make the SDK print a warning. */
function finalOutput(run: unknown): unknown {
  const step = at(at(run, 'state'), '_currentStep');
  if (at(step, 'type') === 'next_step_final_output') return at(run, 'finalOutput');
  return at(step, 'type') === 'next_step_interruption'
    ? { interruptions: at(at(step, 'data'), 'interruptions') }
    : undefined;
}
