import type { FromStore } from './messages.ts';
import type { HostEvents } from './store-host.ts';

/** Passes on what the store's thread told. */
export function readMessage(message: FromStore, events: HostEvents): void {
  switch (message.kind) {
    case 'replies':
      return events.replies(message.replies);
    case 'warning':
      return events.warning(message.message);
    case 'created':
      return events.created(message.notice);
  }
}
