import { limits } from '../limits.ts';
import { EndReason } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import type { RecordedCall } from './recorded-call.ts';

interface UnreadState {
  readonly calls: Set<RecordedCall>;
  timer: NodeJS.Timeout | undefined;
}

const state = sharedSlot<UnreadState>('unread', () => ({ calls: new Set(), timer: undefined }));

/**
 * Notes a call whose response arrived but whose body nobody has asked for: the program only wanted the raw
 * response, or forgot the call. Its span ends after a grace period or at the next flush, unless it is read before.
 */
export function noteUnread(call: RecordedCall): void {
  state.calls.add(call);
  state.timer ??= setTimeout(endUnreadCalls, limits.unreadMs).unref();
}

/** Ends the spans of all such calls. */
export function endUnreadCalls(): void {
  clearTimeout(state.timer);
  state.timer = undefined;
  for (const call of state.calls) call.stop(EndReason.UNREAD);
  state.calls.clear();
}
