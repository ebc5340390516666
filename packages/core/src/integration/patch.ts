import { type RecordedMethod, traceCall } from '../call/trace-call.ts';
import type { MemberPlace } from './member-path.ts';
import { wrapMethod } from './wrap-method.ts';

/** Replaces a method by one that records its calls, unless it is replaced already; returns the undo. */
export function patchMethod(place: MemberPlace, recorded: RecordedMethod): () => void {
  return wrapMethod(place, (original, self, args) => traceCall(recorded, original, self, args));
}
