import { type Answer, text } from '../http/answer.ts';
import { limits } from '../limits.ts';

interface Bucket {
  /** Requests that may still come at once. */
  left: number;
  /** Milliseconds since the Unix epoch. */
  at: number;
}

/** Who asks too often has to wait: so many requests a second from one address, and a burst now and then. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  /** @param now milliseconds; replaced by tests */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The refusal of one request too many. MLflow's and OpenTelemetry's clients come again by themselves. */
  refused(address: string): Answer | undefined {
    const bucket = this.#filled(address);
    if (bucket.left < 1) return text('Too many requests. Try again in a second.', 429, { 'retry-after': '1' });
    bucket.left -= 1;
    return undefined;
  }

  #filled(address: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(address) ?? { left: limits.burstRequests, at: now };
    const filled = bucket.left + (Math.max(0, now - bucket.at) / 1000) * limits.requestsPerSecond;
    bucket.left = Math.min(limits.burstRequests, filled);
    bucket.at = now;
    this.#buckets.set(address, bucket);
    if (this.#buckets.size > limits.knownAddresses) this.#forget(now);
    return bucket;
  }

  // Who has not asked for long has a full bucket: as if they came for the first time.
  #forget(now: number): void {
    const fullAfterMs = (limits.burstRequests / limits.requestsPerSecond) * 1000;
    for (const [address, { at }] of this.#buckets) if (now - at >= fullAfterMs) this.#buckets.delete(address);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > limits.knownAddresses && oldest !== undefined) this.#buckets.delete(oldest);
  }
}
