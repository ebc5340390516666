import type { TraceExporter } from './trace-exporter.ts';

/** Blocks until everything given to an exporter is durable, at most `timeoutMs`; whether it is, as far as it can tell. */
export function drainNow(exporter: TraceExporter, timeoutMs: number): boolean {
  if (exporter.drainSync) return exporter.drainSync(timeoutMs);
  exporter.closeSync?.(timeoutMs);
  return true;
}
