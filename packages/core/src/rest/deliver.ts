import type { StoredAttachment } from '../media/lift-media.ts';
import { type TraceData, TracingError } from '../model/index.ts';
import { AttachmentSender } from './send-attachments.ts';
import { inParallel } from './in-parallel.ts';
import { ensureExperimentId } from './experiments-by-name.ts';
import { RestClient } from './rest-client.ts';
import { sendSpans } from './send-spans.ts';
import { TraceSender } from './send-trace.ts';
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
  return new MlflowDeliverer(settings);
}

/** Requests to one server at once: as many as MLflow's client has workers. */
const WORKERS = 10;

/** In the order of MLflow's own exporter: spans, then what is known of the trace, then files. */
class MlflowDeliverer implements Deliverer {
  readonly #client: RestClient;
  readonly #traces: TraceSender;
  readonly #attachments: AttachmentSender;
  readonly #experiments = new Map<string, Promise<string>>();
  /** False once the server has said that it takes none. */
  #takesSpans = true;

  constructor(settings: RestSettings) {
    this.#client = new RestClient(settings);
    this.#traces = new TraceSender(this.#client);
    this.#attachments = new AttachmentSender(this.#client);
  }

  async deliver({ traces, attachments }: Delivery): Promise<void> {
    const failures = new Failures();
    const placed = await Promise.all(traces.map((trace) => failures.catch(() => this.#placed(trace))));
    const known = placed.filter((trace) => trace !== undefined);
    const sent = await Promise.all([...byExperiment(known)].map(([id, group]) => this.#sendSpans(id, group, failures)));
    await inParallel(WORKERS, sent.flat(), (trace) =>
      failures.catch(async () =>
        this.#attachments.note(trace.info.traceId, await this.#traces.send(trace, this.#takesSpans)),
      ),
    );
    await inParallel(WORKERS, attachments, (one) => failures.catch(() => this.#attachments.send(one)));
    failures.throw();
  }

  close(): void {
    this.#client.close();
  }

  /** The trace with the id of its experiment. */
  async #placed(trace: TraceData): Promise<TraceData> {
    const { experimentName: name, ...rest } = trace;
    if (name === undefined) return trace;
    let id = this.#experiments.get(name);
    if (!id) this.#experiments.set(name, (id = ensureExperimentId(this.#client, name)));
    id.catch(() => this.#experiments.delete(name));
    return { ...rest, info: { ...trace.info, experimentId: await id } };
  }

  /** Those of the traces whose spans the server has, or never takes. */
  async #sendSpans(
    experimentId: string,
    traces: readonly TraceData[],
    failures: Failures,
  ): Promise<readonly TraceData[]> {
    if (!this.#takesSpans) return traces;
    try {
      this.#takesSpans = await sendSpans(this.#client, experimentId, traces);
      return traces;
    } catch (error) {
      // The server takes all or nothing: one that it does not like must not keep the others back.
      if (traces.length === 1 || isAway(error)) return (failures.add(error), []);
      const alone = await inParallel(WORKERS, traces, (one) => this.#sendSpans(experimentId, [one], failures));
      return alone.flat();
    }
  }
}

function byExperiment(traces: readonly TraceData[]): ReadonlyMap<string, readonly TraceData[]> {
  const groups = new Map<string, TraceData[]>();
  for (const trace of traces) {
    const { experimentId } = trace.info;
    const group = groups.get(experimentId);
    if (group) group.push(trace);
    else groups.set(experimentId, [trace]);
  }
  return groups;
}

/** What went wrong with parts of a delivery. */
class Failures {
  readonly #errors: Error[] = [];

  add(error: unknown): void {
    this.#errors.push(error instanceof Error ? error : new Error(String(error)));
  }

  /** Does something unless the server is away; keeps its failure. */
  async catch<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#errors.some(isAway)) return undefined;
    try {
      return await work();
    } catch (error) {
      this.add(error);
      return undefined;
    }
  }

  /** Throws what may pass before what will not. */
  throw(): void {
    const passing = this.#errors.find((error) => error instanceof TracingError && error.code === 'SERVER_UNAVAILABLE');
    const worst = passing ?? this.#errors[0];
    if (worst) throw worst;
  }
}

/** Whether the server cannot be reached at all, or has no time. A fault inside of it may be of one trace alone. */
function isAway(error: unknown): boolean {
  if (!(error instanceof TracingError)) return false;
  if (error.code === 'PERMISSION_DENIED') return true;
  return error.code === 'SERVER_UNAVAILABLE' && (error.cause as { status?: number } | undefined)?.status !== 500;
}
