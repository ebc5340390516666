import { limits } from '../limits.ts';
import { EndReason } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import type { RecordedCall } from './recorded-call.ts';

interface UnreadState {
  /** Noted since the timer ran last. Most are read at once: the end of a list is found sooner than a member of a set. */
  calls: RecordedCall[];
  /** Noted before that. */
  waiting: RecordedCall[];
  timer: NodeJS.Timeout | undefined;
}

const state = sharedSlot<UnreadState>('unread calls', () => ({ calls: [], waiting: [], timer: undefined }));

/**
 * Notes a call whose response arrived but whose body nobody has asked for yet. If nobody does, because the program only
 * wanted the raw response, or forgot the call, its span ends after one or two grace periods or at the next flush.
 */
export function noteUnread(call: RecordedCall): void {
  state.calls.push(call);
  state.timer ??= setTimeout(endWaitingCalls, limits.unreadMs).unref();
}

/** Takes that back: the body is being read. */
export function noteRead(call: RecordedCall): void {
  if (!remove(state.calls, call)) remove(state.waiting, call);
}

/** Ends the spans of all such calls. */
export function endUnreadCalls(): void {
  const { waiting, calls } = state;
  state.waiting = [];
  state.calls = [];
  for (const call of [...waiting, ...calls]) call.stop(EndReason.UNREAD);
}

function endWaitingCalls(): void {
  const { waiting, calls } = state;
  state.waiting = calls;
  state.calls = [];
  state.timer = calls.length > 0 ? setTimeout(endWaitingCalls, limits.unreadMs).unref() : undefined;
  for (const call of waiting) call.stop(EndReason.UNREAD);
}

function remove(calls: RecordedCall[], call: RecordedCall): boolean {
  const index = calls.lastIndexOf(call);
  if (index < 0) return false;
  if (index === calls.length - 1) calls.pop();
  else calls.splice(index, 1);
  return true;
}
