import type { SdkTraceProvider } from './sdk.ts';

/** Where every copy of the SDK, in either module format, keeps the one trace provider (0.3.9 to 0.20). */
const PROVIDER = Symbol.for('openai.agents.core.traceProvider');

type Holder = { [PROVIDER]?: SdkTraceProvider };

/** Whether the SDK has been loaded in this process. */
export function hasProvider(): boolean {
  return (globalThis as Holder)[PROVIDER] !== undefined;
}

/** Gives the trace provider to `found`: now, or once the SDK makes it. Returns the undo of the waiting. */
export function whenProvider(found: (provider: SdkTraceProvider) => void): () => void {
  const holder = globalThis as Holder;
  const present = holder[PROVIDER];
  if (present) {
    found(present);
    return () => {};
  }
  const settle = (provider: SdkTraceProvider | undefined): void => {
    Object.defineProperty(holder, PROVIDER, { value: provider, writable: true, configurable: true });
  };
  // Without an enumerable trace of itself, as the SDK's own property.
  Object.defineProperty(holder, PROVIDER, {
    configurable: true,
    get: () => undefined,
    set: (provider: SdkTraceProvider) => {
      settle(provider);
      found(provider);
    },
  });
  return () => {
    if (!hasProvider()) delete holder[PROVIDER];
  };
}
