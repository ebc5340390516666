import { flush, type TraceData, type TraceExporter } from '@spanwright/core';

/** An exporter that keeps traces in memory, as a worker would get them. */
export class TraceCollector implements TraceExporter {
  #traces: TraceData[] = [];

  async export(traces: readonly TraceData[]): Promise<void> {
    this.#traces.push(...structuredClone(traces));
  }

  async close(): Promise<void> {}

  /** What was recorded since the last call, everything pending included. */
  async take(): Promise<readonly TraceData[]> {
    await flush();
    const traces = this.#traces;
    this.#traces = [];
    return traces;
  }
}
