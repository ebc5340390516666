import type { AnyFunction } from '../any-function.ts';
import type { RecordingOptions } from '../integration/apply.ts';
import type { AdaptedCall, CallReader } from '../integration/call-reader.ts';
import { boundedText } from '../capture/bounded-text.ts';
import { snapshot } from '../capture/snapshot.ts';
import { runInScope } from '../context/active-span.ts';
import { spanBridge } from '../context/span-bridge.ts';
import { attempt, guarded } from '../guard.ts';
import { type JsonObject, type JsonValue, SpanAttributeKey } from '../model/index.ts';
import { runLeftOut, sampled } from '../sampling/sampled-call.ts';
import { activeRun } from '../run/run-scope.ts';
import { isTracing, startLiveSpan } from '../tracer/tracer.ts';
import { callAsInProgress } from './call-in-progress.ts';
import { observeResult, type ResultShape } from './observe-result.ts';
import { RecordedCall } from './recorded-call.ts';

/** A method of a library, as the program would call it. */
export type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

/** How one method is recorded: its reader, how its results behave, and what the user chose. */
export interface RecordedMethod {
  readonly reader: CallReader;
  readonly shape: ResultShape;
  readonly options?: RecordingOptions;
}

/**
 * Calls a method of a library and records the call as one span. The program gets what the method returns or
 * throws; if recording cannot start, the method is called as if we were not there.
 */
export function traceCall(recorded: RecordedMethod, method: Method, self: unknown, args: readonly unknown[]): unknown {
  if (!isWanted(recorded)) return Reflect.apply(method, self, args);
  if (sampled() !== 'recorded') return leaveOut(recorded.reader, method, self, args);
  const call = attempt('recording a call', openCall, undefined, recorded.reader, self, args);
  if (!call) return Reflect.apply(method, self, args);
  const adapted = attempt('adapting a call', adapt, undefined, recorded, call, self, args);
  const given = adapted?.args ?? args;
  let result: unknown;
  try {
    // With a bridge, what another tracer makes of the call's requests is to lie in it.
    // Bound: what a function written here would capture, every call would have to keep.
    if (recorded.reader.scope || spanBridge())
      result = runInScope(call.span, callAsInProgress.bind(undefined, call, method, self, given));
    else result = callAsInProgress(call, method, self, given);
  } catch (error) {
    call.fail(error);
    throw error;
  }
  return observeResult(result, call, restoring(recorded.shape, adapted));
}

function isWanted({ options }: RecordedMethod): boolean {
  return isTracing() && !(options?.exclusive && activeRun());
}

function leaveOut({ scope }: CallReader, method: Method, self: unknown, args: readonly unknown[]): unknown {
  return scope ? runLeftOut(() => Reflect.apply(method, self, args)) : Reflect.apply(method, self, args);
}

/** The function, its calls recorded by `reader` as those of a method are. */
export function recordedFunction<F extends AnyFunction>(fn: F, reader: CallReader): F {
  const recorded: RecordedMethod = { reader, shape: {} };
  return function (this: unknown, ...args: readonly unknown[]): unknown {
    return traceCall(recorded, fn, this, args);
  } as F;
}

function adapt(
  { reader, options = {} }: RecordedMethod,
  { span }: RecordedCall,
  self: unknown,
  args: readonly unknown[],
): AdaptedCall | undefined {
  return reader.adapt?.({
    self,
    args,
    options,
    traceparent: () => `00-${span.trace.otelTraceId}-${span.spanId}-01`,
    recorded: recordedFunction,
  });
}

function restoring(shape: ResultShape, adapted: AdaptedCall | undefined): ResultShape {
  if (!shape.stream || !adapted?.restore) return shape;
  return { ...shape, stream: { ...shape.stream, restore: adapted.restore } };
}

function openCall(reader: CallReader, self: unknown, args: readonly unknown[]): RecordedCall | undefined {
  if (attempt('recording a call', reader.applies, reader, self, args) === false) return undefined;
  const { name, spanType } = reader;
  const inputs = attempt('recording inputs', reader.inputs, reader, args);
  const details = attempt('recording a call', reader.details, reader, self, args);
  const span = startLiveSpan({ name, spanType, inputs, ...details }, 1);
  const receiver = reader.receiver && attempt('recording a call', receiverOf, undefined, reader, self);
  span.lateAttributes = (recordedInputs, outputs) => lateAttributes(reader, receiver, recordedInputs, outputs);
  return new RecordedCall(span, reader);
}

function receiverOf(reader: CallReader, self: unknown): JsonValue | undefined {
  const receiver = reader.receiver?.(self);
  return typeof receiver === 'string' ? boundedText(receiver) : snapshot(receiver).value;
}

function lateAttributes(
  reader: CallReader,
  receiver: JsonValue | undefined,
  inputs: JsonValue | undefined,
  outputs: JsonValue | undefined,
): JsonObject {
  const attributes = guarded('reading attributes', () => reader.attributes?.({ inputs, outputs, receiver }));
  const usage = guarded('reading token usage', () => (outputs === undefined ? undefined : reader.usage?.(outputs)));
  return usage ? Object.assign({}, attributes, { [SpanAttributeKey.CHAT_USAGE]: { ...usage } }) : (attributes ?? {});
}
