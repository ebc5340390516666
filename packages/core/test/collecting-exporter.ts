import { setTraceExporter } from '../src/export/current-target.ts';
import type { TraceExporter } from '../src/export/trace-exporter.ts';
import { flush } from '../src/api/flush.ts';
import { type SpanData, Trace, type TraceData } from '../src/model/index.ts';

/** Keeps what is exported in an array. */
export class CollectingExporter implements TraceExporter {
  readonly batches: TraceData[] = [];

  async export(traces: readonly TraceData[]): Promise<void> {
    // The way to a store's worker: what does not survive it must show here.
    this.batches.push(...structuredClone(traces));
  }

  async close(): Promise<void> {}

  get spans(): readonly SpanData[] {
    return this.batches.flatMap((trace) => trace.spans);
  }
}

/** What tests trace aside goes nowhere: not into a database of the developer's. */
setTraceExporter(new CollectingExporter());

/** Collects what `work` traces. */
export async function collect(work: () => unknown): Promise<readonly Trace[]> {
  const exporter = new CollectingExporter();
  setTraceExporter(exporter);
  try {
    await work();
    await flush();
  } finally {
    setTraceExporter(new CollectingExporter());
  }
  return exporter.batches.map((data) => new Trace(data));
}
