import type { LiveSpan } from '@spanwright/core';
import { at, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import type { OpenOperation } from './open-operation.ts';
import { type Attributes, eventOf, operationType } from './telemetry-events.ts';
import { TelemetrySpan } from './telemetry-span.ts';
import { TelemetryTasks } from './telemetry-tasks.ts';

type Work = (span: LiveSpan) => unknown;

/** A tracer, as OpenTelemetry has them. */
export interface TelemetryTracer {
  /** Gives a span that records nothing: the AI SDK 6 starts none in this way. */
  startSpan(name: string, options?: unknown, context?: unknown): LiveSpan;
  /** Runs the last argument in a new span, and gives what it gives. */
  startActiveSpan<F extends Work>(name: string, work: F): ReturnType<F>;
  startActiveSpan<F extends Work>(name: string, options: unknown, work: F): ReturnType<F>;
  startActiveSpan<F extends Work>(name: string, options: unknown, context: unknown, work: F): ReturnType<F>;
}

/** Stands for the span of work that is not recorded. */
const NO_SPAN = new Proxy(Object.freeze({}), {
  get: (_, key): unknown => {
    if (key === 'isRecording') return () => false;
    if (key === 'spanContext') return () => ({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 });
    return () => NO_SPAN;
  },
});

/** A tracer that makes the operations of the AI SDK 6 our spans. */
export function telemetryTracer(tracer: Tracer): TelemetryTracer {
  const tasks = new TelemetryTasks(tracer);
  // Of a stream that the program leaves, the SDK ends no span.
  const abandoned = new FinalizationRegistry<OpenOperation>(({ call }) => call.stop(EndReason.UNREAD));
  const open = (name: string, options: unknown): OpenOperation | undefined => {
    const type = operationType(name);
    if (type === undefined || !tracer.isTracing()) return undefined;
    const event = eventOf(name, (at(options, 'attributes') ?? {}) as Attributes);
    return tracer.guarded('the AI SDK', () => tasks.open(type, event));
  };
  const spanOf = (operation: OpenOperation): TelemetrySpan => {
    const span = new TelemetrySpan(operation, tasks, (work) => tracer.guarded('the AI SDK', work));
    abandoned.register(span, operation);
    return span;
  };
  const startActiveSpan = (name: string, ...rest: readonly unknown[]): unknown => {
    const work = rest.at(-1) as (span: unknown) => unknown;
    const operation = open(name, rest[0]);
    if (!operation) return work(NO_SPAN);
    const span = spanOf(operation);
    return tracer.runInScope(operation.span, () => work(span));
  };
  return {
    startSpan: () => NO_SPAN as LiveSpan,
    startActiveSpan,
  };
}
