import { activeSpan, runInScope } from '../context/active-span.ts';
import { remoteParent } from '../context/remote-parent.ts';
import { spanBridge } from '../context/span-bridge.ts';
import { noOpSpan } from '../span/no-op-span.ts';
import { isSampling, keepsTrace, mayKeepTraces } from './sampling-ratio.ts';

/** What becomes of a call that begins: recorded; left out because what is around it is; or the first to be left out. */
export type Sampled = 'recorded' | 'inside' | 'left out';

/**
 * Decides on a call before anything is recorded, so that one left out costs next to nothing. A trace is recorded as a
 * whole or not at all.
 * @param ratio the function's own; default the one in force
 */
export function sampled(ratio?: number): Sampled {
  // Where the program's tracer provider is shared, its sampler decides.
  if (!isSampling() || spanBridge()?.begin) return 'recorded';
  const parent = activeSpan();
  if (parent) return parent === noOpSpan() ? 'inside' : 'recorded';
  return remoteParent() || keepsTrace(ratio) ? 'recorded' : 'left out';
}

/** Runs a call that is the first to be left out, so that what starts inside is left out with it. */
export function runLeftOut<T>(work: () => T): T {
  return mayKeepTraces() ? runInScope(noOpSpan(), work) : work();
}
