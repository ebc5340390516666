import { reportFailure } from '../logger.ts';
import type { StoredAttachment } from '../media/lift-media.ts';
import type { TraceData } from '../model/index.ts';
import { drainNow } from './drain-now.ts';
import type { TraceExporter } from './trace-exporter.ts';

/** Exports to several targets. One that fails does not hold up the others. */
export class MultiExporter implements TraceExporter {
  readonly #targets: readonly TraceExporter[];

  constructor(targets: readonly TraceExporter[]) {
    this.#targets = targets;
  }

  async export(traces: readonly TraceData[]): Promise<void> {
    const results = await Promise.allSettled(this.#targets.map((target) => target.export(traces)));
    results.forEach((result, index) => {
      if (result.status === 'rejected') reportFailure(`storing traces at target ${index + 1}`, result.reason);
    });
  }

  async saveAttachments(attachments: readonly StoredAttachment[]): Promise<void> {
    await Promise.all(this.#targets.map(async (target) => target.saveAttachments?.(attachments)));
  }

  async flush(): Promise<void> {
    await Promise.all(this.#targets.map(async (target) => target.flush?.()));
  }

  closeSync(timeoutMs: number): void {
    for (const target of this.#targets) target.closeSync?.(timeoutMs);
  }

  drainSync(timeoutMs: number): boolean {
    return this.#targets.map((target) => drainNow(target, timeoutMs)).every(Boolean);
  }

  async close(): Promise<void> {
    await Promise.all(this.#targets.map((target) => target.close()));
  }
}
