import type { Recording } from '@spanwright/fixtures';
import type { SpanData } from '@spanwright/core';

/** Runs changed answers untraced and traced; returns what differs, by seed. */
export declare function fuzz(options: {
  /** The client's module, not traced. */
  readonly openai: unknown;
  /** Our recordings by name. */
  readonly recordings: ReadonlyMap<string, Recording>;
  /** The first seed. */
  readonly first: number;
  readonly count: number;
  /** Switches tracing on; returns the undo. */
  trace(): () => void;
  /** The spans since the last call, everything pending included. */
  take(): Promise<readonly SpanData[]>;
}): Promise<readonly { readonly seed: number; readonly recording: string; readonly problem: string }[]>;
