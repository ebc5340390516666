import type { CallFailure } from '@spanwright/core/kit';
import { failureOf } from './failure.ts';
import { isWireObject } from './wire.ts';

/** Why a response of a realtime session failed: it says so in `status_details`. */
export function realtimeFailureOf(response: unknown): CallFailure | undefined {
  if (!isWireObject(response)) return undefined;
  const { status_details: details, status } = response;
  const error = isWireObject(details) ? details['error'] : undefined;
  return failureOf({ status, error: response['error'] ?? error });
}
