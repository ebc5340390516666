import { activeSpan, runInScope } from '../context/active-span.ts';
import { remoteParent } from '../context/remote-parent.ts';
import { spanBridge } from '../context/span-bridge.ts';
import { noOpSpan } from '../span/no-op-span.ts';
import { isSampling, keepsTrace, mayKeepTraces } from './sampling-ratio.ts';

/**
 * Whether a call that begins here is left out: because what is around it is, or because it would be a new trace and the
 * dice say so. Asked before anything is recorded, so that a call left out costs next to nothing.
 * @param ratio the function's own; default the one in force
 */
export function isLeftOut(ratio?: number): boolean {
  // Where the program's tracer provider is shared, its sampler decides.
  if (!isSampling() || spanBridge()?.begin) return false;
  const parent = activeSpan();
  if (parent) return parent === noOpSpan();
  return !remoteParent() && !keepsTrace(ratio);
}

/** Runs a call that is left out, so that what starts inside is left out with it. */
export function runLeftOut<T>(work: () => T): T {
  const scope = noOpSpan();
  return mayKeepTraces() && activeSpan() !== scope ? runInScope(scope, work) : work();
}
