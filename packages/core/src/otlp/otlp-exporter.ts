import { STORING } from '../export/store-exporter.ts';
import { reportFailure } from '../logger.ts';
import type { TraceExporter } from '../export/trace-exporter.ts';
import { type TraceData, TracingError } from '../model/index.ts';
import type { OtlpReply, OtlpSenderOptions } from './messages.ts';
import { type OtlpHost, startOtlpHost } from './otlp-host.ts';
import { currentConventions } from './current-conventions.ts';
import type { OtlpSettings } from './settings.ts';

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: TracingError) => void;
}

/**
 * Sends traces to an OpenTelemetry collector with the official exporter packages, from a thread of its own: that
 * thread goes on while the program ends, and no instrumentation of the program's sees the requests.
 */
export class OtlpExporter implements TraceExporter {
  readonly #settings: OtlpSettings;
  readonly #options: OtlpSenderOptions;
  readonly #waiting = new Map<number, Waiting>();
  /** Since the last `closeSync` began; more than one is not told. */
  #failures: TracingError[] = [];
  #host: OtlpHost | undefined;
  #lastId = 0;

  constructor(settings: OtlpSettings, options: OtlpSenderOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  export(traces: readonly TraceData[]): Promise<void> {
    const id = ++this.#lastId;
    const sent = new Promise<void>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#host ??= startOtlpHost(this.#options, {
      reply: (reply) => this.#take(reply),
      lost: (reason) => this.#lose(reason),
    });
    this.#host.send({ id, traces, conventions: currentConventions() });
    return sent;
  }

  closeSync(timeoutMs: number): void {
    if (this.#waiting.size === 0) return;
    this.#failures = [];
    this.#host?.waitSync(this.#waiting.size, timeoutMs);
    const [failed] = this.#failures.splice(0);
    // At the end of a process nobody hears of a rejection any more.
    if (failed) reportFailure(STORING, failed);
    else if (this.#waiting.size > 0) reportFailure(STORING, this.#failure(`no answer within ${timeoutMs} ms`));
  }

  async close(): Promise<void> {
    await this.#host?.stop();
    this.#host = undefined;
  }

  #take({ id, error }: OtlpReply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) return waiting?.resolve();
    const failure = this.#failure(error);
    if (this.#failures.length === 0) this.#failures.push(failure);
    waiting?.reject(failure);
  }

  #lose(reason: string): void {
    this.#host = undefined;
    for (const id of [...this.#waiting.keys()]) this.#take({ id, error: reason });
  }

  #failure(reason: string): TracingError {
    const message = `${this.#where()} does not take the traces (${reason}). Is it there, and does it speak this protocol?`;
    return new TracingError('COLLECTOR_UNAVAILABLE', message);
  }

  #where(): string {
    return `The OTLP collector at ${this.#settings.endpoint} (${this.#settings.protocol})`;
  }
}
