import { at, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import type { OpenOperation } from './open-operation.ts';
import { type Attributes, eventOf, operationType } from './telemetry-events.ts';
import { TelemetrySpan } from './telemetry-span.ts';
import { TelemetryTasks } from './telemetry-tasks.ts';

/** The part of a tracer of OpenTelemetry that the AI SDK 6 uses. */
export interface TelemetryTracer {
  /** Starts a span that is nobody's parent. */
  startSpan(name: string, options?: unknown): unknown;
  /** Runs the last argument in a new span, and gives what it gives. */
  startActiveSpan(name: string, ...rest: readonly unknown[]): unknown;
}

/** Stands for the span of work that is not recorded. */
const NO_SPAN: unknown = new Proxy(Object.freeze({}), {
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
  return {
    startSpan: (name, options) => {
      const operation = open(name, options);
      return operation ? spanOf(operation) : NO_SPAN;
    },
    startActiveSpan: (name, ...rest) => {
      const work = rest.at(-1) as (span: unknown) => unknown;
      const operation = open(name, rest[0]);
      if (!operation) return work(NO_SPAN);
      const span = spanOf(operation);
      return tracer.runInScope(operation.span, () => work(span));
    },
  };
}
