import type { TraceStore } from '@spanwright/store';
import type { LiveFeed } from './live/live-feed.ts';
import type { SpanCache } from './viewer/span-cache.ts';

/** What the handlers of requests work with. */
export interface ServerContext {
  readonly store: TraceStore;
  /** Folder of artifacts and of logged models. */
  readonly artifacts: string;
  /** Folder of the attachments that programs have written beside the database. */
  readonly attachments: string | undefined;
  /** Where the traces are kept, as the viewer shows it. */
  readonly database: string;
  readonly readOnly: boolean;
  readonly live: LiveFeed;
  readonly spans: SpanCache;
}
