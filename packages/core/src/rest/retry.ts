import { type Answer, PASSING_STATUSES, retryAfterMs } from './answer.ts';
import { TracingError } from '../model/index.ts';
import type { RetrySettings } from './settings.ts';

/** The longest pause between two tries, in seconds: that of the library under MLflow's client. */
const LONGEST_SECONDS = 120;

/**
 * Sends again while it may help: after failed connections and the statuses 408, 429, 500, 502, 503 and 504, by MLflow's
 * rules. Resolves with the last answer.
 * @throws TracingError of the last try where there was no answer.
 */
export async function withRetries(
  settings: RetrySettings,
  send: () => Promise<Answer>,
  finalStatus?: number,
): Promise<Answer> {
  for (let retries = 0; ; retries += 1) {
    const outcome = await send().catch((error: unknown) => failed(error));
    const last = retries >= settings.maxRetries;
    if (outcome instanceof TracingError) {
      if (last || outcome.code !== 'SERVER_UNAVAILABLE') throw outcome;
    } else if (last || !passes(outcome, finalStatus)) return outcome;
    const answer = outcome instanceof TracingError ? undefined : outcome;
    await pause(pauseMs(settings, retries, answer));
  }
}

/** Milliseconds until the next try: what the server asks for, else twice as long each time, and something by chance. */
export function pauseMs(settings: RetrySettings, retries: number, answer?: Answer): number {
  const asked = settings.respectRetryAfter && answer ? retryAfterMs(answer) : undefined;
  if (asked !== undefined) return Math.min(asked, 1000 * LONGEST_SECONDS);
  // The first retry follows at once.
  const seconds = retries === 0 ? 0 : settings.backoffFactor * 2 ** retries;
  return 1000 * Math.min(LONGEST_SECONDS, seconds + Math.random() * settings.backoffJitter);
}

function passes({ status }: Answer, finalStatus: number | undefined): boolean {
  return status !== finalStatus && PASSING_STATUSES.has(status);
}

function failed(error: unknown): TracingError {
  return error instanceof TracingError ? error : new TracingError('INTERNAL_ERROR', String(error), { cause: error });
}

// Holds the process open: whoever waits for the answer has not ended.
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
