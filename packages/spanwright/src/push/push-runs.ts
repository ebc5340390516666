import type { TrackingBackend } from '@spanwright/core/kit';
import { type Metric, type Run, type TraceData, TraceMetadataKey } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';

/** Tag by which a run of a server is known again: its id in the database that it comes from. */
const ORIGIN = 'spanwright.pushedRun';
const MOST = 10_000;

/** Brings the runs of traces to a server, which gives them ids of its own. Each run is brought once. */
export class PushRuns {
  readonly #store: TraceStore;
  readonly #server: TrackingBackend;
  /** Ids at the server by ids here. */
  readonly #ids = new Map<string, string>();
  /** Experiments of the server whose runs are known. */
  readonly #known = new Set<string>();

  constructor(store: TraceStore, server: TrackingBackend) {
    this.#store = store;
    this.#server = server;
  }

  /** The trace with its run's id at the server; the run is there then. */
  async linked(trace: TraceData, experimentName: string): Promise<TraceData> {
    const { metadata } = trace.info;
    const runId = metadata[TraceMetadataKey.SOURCE_RUN];
    if (runId === undefined) return trace;
    const id = this.#ids.get(runId) ?? (await this.#bring(runId, experimentName));
    if (id === undefined) return trace;
    return { ...trace, info: { ...trace.info, metadata: { ...metadata, [TraceMetadataKey.SOURCE_RUN]: id } } };
  }

  async #bring(runId: string, experimentName: string): Promise<string | undefined> {
    const { experimentId } = await this.#server.ensureExperiment(experimentName);
    await this.#learn(experimentId);
    const known = this.#ids.get(runId);
    const run = known === undefined ? await this.#store.getRun(runId) : undefined;
    if (!run) return known;
    const id = await this.#copy(run, experimentId);
    this.#ids.set(runId, id);
    return id;
  }

  // Those that an earlier push has brought.
  async #learn(experimentId: string): Promise<void> {
    if (this.#known.has(experimentId)) return;
    this.#known.add(experimentId);
    for (const { info, data } of await this.#server.listRuns(experimentId, MOST)) {
      const origin = data.tags[ORIGIN];
      if (origin !== undefined) this.#ids.set(origin, info.runId);
    }
  }

  async #copy({ info, data }: Run, experimentId: string): Promise<string> {
    const { runName, startTimeMs } = info;
    const runId = await this.#newRun({ runName, startTimeMs, experiment: { experimentId } });
    // First of all: after an interruption it must be known again.
    await this.#server.logToRun(runId, { tags: { [ORIGIN]: info.runId } });
    const metrics = await this.#metrics(info.runId, Object.keys(data.metrics));
    await this.#server.logToRun(runId, { params: data.params, tags: data.tags, metrics });
    await this.#server.putRun({ ...info, runId, experimentId });
    return runId;
  }

  async #newRun(run: Parameters<NonNullable<TrackingBackend['createRun']>>[0]): Promise<string> {
    if (!this.#server.createRun) throw new TypeError('A server gives runs their ids.');
    return await this.#server.createRun(run);
  }

  async #metrics(runId: string, keys: readonly string[]): Promise<readonly Metric[]> {
    return (await Promise.all(keys.map((key) => this.#store.getMetricHistory(runId, key)))).flat();
  }
}
