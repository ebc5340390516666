import { createDelivery } from '../rest/deliver.ts';
import { readRestSettings } from '../rest/read-settings.ts';
import type { RestSettings } from '../rest/settings.ts';
import type { SpoolSettings } from '../spool/spool-settings.ts';
import { Spool } from '../spool/spool.ts';
import { DeliveryLoop } from './delivery-loop.ts';
import { WaitingFiles } from './waiting-files.ts';

/** What became of the traces that waited for a server. */
export interface FlushedSpool {
  /** Traces that the server has now. */
  readonly delivered: number;
  /** Traces that still wait. */
  readonly left: number;
  /** Traces that the server refuses. */
  readonly refused: number;
  /** Why, where something is left or refused. */
  readonly reason?: string;
}

// The longest time that a timer takes.
const NO_BOUND = 2 ** 31 - 1;

/**
 * Delivers what waits for a server and is no running program's, what it has refused before too. Ends when the server
 * takes no more. Credentials are those of the environment.
 */
export async function flushSpool(settings: SpoolSettings): Promise<FlushedSpool> {
  const rest = restSettings(settings);
  const spool = new Spool(settings, { dropped: () => {}, damaged: () => {} });
  const files = new WaitingFiles(spool);
  files.addClaimed(spool.claim(['waiting', 'refused']));
  const before = files.traces;
  const outcome = { refused: 0, reason: undefined as string | undefined };
  const keep = (error: unknown): void => void (outcome.reason = error instanceof Error ? error.message : String(error));
  const loop = new DeliveryLoop({
    files,
    spool,
    deliverer: createDelivery(rest),
    events: { away: keep, refused: (error, traces) => ((outcome.refused += traces), keep(error)) },
    respectRetryAfter: rest.retry.respectRetryAfter,
  });
  const sign = setInterval(() => spool.sign(), SIGN_MS);
  await loop.drain(NO_BOUND, true);
  clearInterval(sign);
  loop.stop();
  spool.release();
  const left = files.traces;
  const { refused, reason } = outcome;
  return { delivered: before - left - refused, left, refused, ...(reason !== undefined && { reason }) };
}

const SIGN_MS = 10_000;

function restSettings({ target: { uri, workspace } }: SpoolSettings): RestSettings {
  const { retry, ...rest } = readRestSettings(uri);
  const { 'x-mlflow-workspace': _, ...headers } = rest.headers;
  return {
    ...rest,
    // Somebody waits for the answer, and the traces are safe.
    retry: { ...retry, maxRetries: Math.min(1, retry.maxRetries) },
    headers: { ...headers, ...(workspace !== undefined && { 'x-mlflow-workspace': workspace }) },
  };
}
