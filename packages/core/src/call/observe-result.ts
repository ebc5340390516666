import { reportFailure } from '../logger.ts';
import type { EmitterShape, LazyPromiseShape } from '../integration/define.ts';
import { isEmitter, observeEmitter } from './observe-emitter.ts';
import { isLazyPromise, observeLazyPromise } from './observe-lazy-promise.ts';
import { isThenable, observePromise } from './observe-promise.ts';
import { isStream, observeStream, type StreamShape } from './observe-stream.ts';
import type { RecordedCall } from './recorded-call.ts';

/** What decides how a result is observed: knowledge of the library, as data. */
export interface ResultShape {
  readonly lazyPromise?: LazyPromiseShape;
  readonly stream?: StreamShape;
  readonly emitter?: EmitterShape;
}

const NO_SHAPE: ResultShape = {};

/** Observes what a call returned, and returns what the program gets in its place. */
export function observeResult<T>(result: T, call: RecordedCall, shape: ResultShape = NO_SHAPE): T {
  try {
    return (observe(result, call, shape) as T | undefined) ?? result;
  } catch (error) {
    reportFailure('observing a call', error);
    call.settle(result);
    return result;
  }
}

function observe(result: unknown, call: RecordedCall, shape: ResultShape): unknown {
  const { lazyPromise } = shape;
  if (!isThenable(result)) {
    observeValue(result, call, shape);
    return result;
  }
  const fulfilled = (value: unknown): void => observeValue(value, call, shape);
  if (lazyPromise && isLazyPromise(result, lazyPromise))
    return observeLazyPromise(result, lazyPromise, call, fulfilled);
  return observePromise(result, { fulfilled, rejected: (error) => call.fail(error) });
}

function observeValue(value: unknown, call: RecordedCall, { stream, emitter }: ResultShape): void {
  if (call.ended) return;
  try {
    if (stream && isStream(value, stream)) observeStream(value, stream, call);
    else if (emitter && isEmitter(value, emitter)) observeEmitter(value, emitter, call);
    else call.settle(value);
  } catch (error) {
    reportFailure('observing a result', error);
  }
}
