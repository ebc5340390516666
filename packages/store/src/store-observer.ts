import type { CreatedNotice } from './created-notice.ts';

/** Whom a store tells what is no answer to a call. What they throw is ignored. */
export interface StoreObserver {
  /** One line for the user; no line twice. */
  readonly warn?: (message: string) => void;
  /**
   * Traces were not stored and nobody could be told by a rejection any more: the process ends. A call may be reported
   * both ways. Default: `warn`.
   */
  readonly onLost?: (message: string) => void;
  /** The database file was made just now. */
  readonly onCreated?: (notice: CreatedNotice) => void;
}

/** An observer that can be told anything at any time: it repeats nothing and never throws. */
export function guardObserver({ warn, onLost = warn, onCreated }: StoreObserver): Required<StoreObserver> {
  const warned = new Set<string>();
  return {
    onLost: (message) => quietly(() => onLost?.(message)),
    warn: (message) => {
      if (!warned.has(message)) quietly(() => warn?.(message));
      warned.add(message);
    },
    onCreated: (notice) => quietly(() => onCreated?.(notice)),
  };
}

function quietly(tell: () => void): void {
  try {
    tell();
  } catch {
    // The observer's failure must not become the store's.
  }
}
