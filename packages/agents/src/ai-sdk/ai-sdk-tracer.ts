import { tracer } from '@spanwright/core/kit';
import { type TelemetryTracer, telemetryTracer } from './telemetry-tracer.ts';

let made: TelemetryTracer | undefined;

/**
 * For `experimental_telemetry: { isEnabled: true, tracer: aiSdkTracer }` of the AI SDK 6: records a call where no
 * `autolog()` reaches the SDK, or where the program has a tracer provider of its own.
 */
export const aiSdkTracer: TelemetryTracer = {
  startSpan: (...args) => own().startSpan(...args),
  startActiveSpan: ((...args: Parameters<TelemetryTracer['startActiveSpan']>) =>
    own().startActiveSpan(...args)) as TelemetryTracer['startActiveSpan'],
};

function own(): TelemetryTracer {
  made ??= telemetryTracer(tracer);
  return made;
}
