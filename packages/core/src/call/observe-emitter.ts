import type { EmitterShape } from '../integration/define.ts';
import { guarded } from '../guard.ts';
import { EndReason } from '../model/index.ts';
import { replaceOwn } from './own-property.ts';
import type { RecordedCall } from './recorded-call.ts';

type Emit = (this: unknown, event: unknown, ...details: readonly unknown[]) => unknown;

/** True for an object that tells by events how its work goes on. */
export function isEmitter(value: unknown, shape: EmitterShape | undefined): value is object {
  if (!shape || typeof value !== 'object' || value === null) return false;
  return typeof (value as Record<string, unknown>)[shape.emit] === 'function';
}

/**
 * Observes an object that goes on working after the call returned it, without listening: a listener for errors would
 * make an error that nobody handles count as handled.
 */
export function observeEmitter(emitter: object, { emit: key, events }: EmitterShape, call: RecordedCall): void {
  const emit = (emitter as Record<string, Emit>)[key] as Emit;
  const tell: Readonly<Record<string, (detail: unknown) => void>> = {
    [events.error]: (error) => call.fail(error, emitter),
    [events.abort]: () => call.stop(EndReason.ABORT, emitter),
    [events.end]: () => call.settle(emitter),
  };
  replaceOwn(emitter, key, function observed(this: unknown, ...args: [unknown, ...unknown[]]): unknown {
    const [event, detail] = args;
    guarded('observing events', () => {
      if (typeof event === 'string' && Object.hasOwn(tell, event)) tell[event]?.(detail);
    });
    return Reflect.apply(emit, this, args);
  });
}
