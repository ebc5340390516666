import { limits } from '../limits.ts';
import { EndReason } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import type { RecordedCall } from './recorded-call.ts';

interface UnreadState {
  /** Noted since the timer ran last. */
  calls: Set<RecordedCall>;
  /** Noted before that. */
  waiting: Set<RecordedCall>;
  timer: NodeJS.Timeout | undefined;
}

const state = sharedSlot<UnreadState>('unread', () => ({ calls: new Set(), waiting: new Set(), timer: undefined }));

/**
 * Notes a call whose response arrived but whose body nobody has asked for yet. If nobody does, because the program only
 * wanted the raw response, or forgot the call, its span ends after one or two grace periods or at the next flush.
 */
export function noteUnread(call: RecordedCall): void {
  state.calls.add(call);
  state.timer ??= setTimeout(endWaitingCalls, limits.unreadMs).unref();
}

/** Takes that back: the body is being read. */
export function noteRead(call: RecordedCall): void {
  if (!state.calls.delete(call)) state.waiting.delete(call);
}

/** Ends the spans of all such calls. */
export function endUnreadCalls(): void {
  for (const call of [...state.waiting, ...state.calls]) call.stop(EndReason.UNREAD);
  state.waiting.clear();
  state.calls.clear();
}

function endWaitingCalls(): void {
  state.timer = undefined;
  for (const call of state.waiting) call.stop(EndReason.UNREAD);
  state.waiting.clear();
  [state.calls, state.waiting] = [state.waiting, state.calls];
  if (state.waiting.size > 0) state.timer = setTimeout(endWaitingCalls, limits.unreadMs).unref();
}
