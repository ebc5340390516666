import type { TraceStore } from '@spanwright/store';
import type { ActiveExperiments } from './mlflow/active-experiments.ts';
import type { LiveFeed } from './live/live-feed.ts';
import type { TraceCache } from './viewer/trace-cache.ts';

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
  readonly experiments: ActiveExperiments;
  readonly live: LiveFeed;
  /** Traces without their content, for whoever looks at one. */
  readonly outlines: TraceCache;
  /** Whole traces, for whoever searches in one. */
  readonly wholes: TraceCache;
}
