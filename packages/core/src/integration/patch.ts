import { type RecordedMethod, traceCall } from '../call/trace-call.ts';
import { guarded } from '../guard.ts';
import type { MemberPlace } from './member-path.ts';
import { type Around, wrapMethod } from './wrap-method.ts';

/**
 * Replaces a method by one that records its calls, unless it is replaced already; returns the undo. How it is recorded is
 * asked for at the first call: a program loads no readers of methods that it never calls.
 */
export function patchMethod(place: MemberPlace, howRecorded: () => RecordedMethod): () => void {
  let recorded: RecordedMethod | undefined;
  return wrapMethod(place, (original, self, args) => {
    recorded ??= guarded('recording a call', howRecorded);
    return recorded ? traceCall(recorded, original, self, args) : Reflect.apply(original, self, args);
  });
}

/** What is done around a method, asked for at its first call, as `patchMethod` does. */
export function lateAround(ask: () => Around): Around {
  let around: Around | undefined;
  return (original, self, args) => {
    around ??= guarded('watching a call', ask);
    return around ? around(original, self, args) : Reflect.apply(original, self, args);
  };
}
