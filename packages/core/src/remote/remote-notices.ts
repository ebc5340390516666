import type { SpoolLosses } from '../spool/spool.ts';
import type { DeliveryEvents } from './delivery-loop.ts';

/** So many tries fail before a program hears of it that waits for nothing: a server that restarts is no news. */
const QUIET_FAILURES = 4;

/** What the user is told of deliveries: each kind of trouble once. */
export class RemoteNotices implements SpoolLosses, DeliveryEvents {
  readonly #uri: string;
  readonly #folder: string;
  readonly #warn: (message: string, key: string) => void;
  #reason = 'it has not answered yet';
  #dropped = 0;

  constructor(uri: string, folder: string, warn: (message: string, key: string) => void) {
    this.#uri = uri;
    this.#folder = folder;
    this.#warn = warn;
  }

  away(reason: Error, failures: number): void {
    this.#reason = reason.message.replace(/\.$/, '');
    if (failures >= QUIET_FAILURES) this.waiting();
  }

  /** The program has waited in vain. */
  waiting(traces?: number): void {
    const what = traces === 1 ? '1 trace waits' : `${traces || ''} traces wait`.trimStart();
    const later = 'they are sent when it takes them, by this program or the next, or with: npx spanwright spool flush';
    this.#once(
      `${what} in ${this.#folder}, because ${this.#uri} does not take them (${this.#reason}); ${later}`,
      'away',
    );
  }

  refused(reason: unknown): void {
    const message = reason instanceof Error ? reason.message : String(reason);
    this.#once(`${this.#uri} refuses traces: ${message} They are set aside in ${this.#folder}`, 'refused');
  }

  dropped(traces: number): void {
    this.#dropped += traces;
    this.#once(
      `too many or too old traces wait for ${this.#uri}: the oldest are dropped, ${this.#dropped} so far`,
      `dropped ${Math.floor(Math.log2(this.#dropped))}`,
    );
  }

  damaged(folder: string): void {
    this.#once(`a file with traces in ${folder} is damaged; it is set aside`, 'damaged');
  }

  #once(message: string, kind: string): void {
    this.#warn(message, `${kind} ${this.#uri}`);
  }
}
