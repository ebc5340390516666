import { readVariable, wrapMethod } from '@spanwright/core/kit';
import { holdExporters } from './hold-exporters.ts';
import type { SdkTraceProvider } from './sdk.ts';

/**
 * Under `NODE_ENV=test` the SDK makes no spans at all. Then they are switched on, for us alone: what would send them
 * elsewhere is held back until the program itself says `setTracingDisabled(false)`. Does nothing where the program's
 * environment says `OPENAI_AGENTS_DISABLE_TRACING`. Returns the undo.
 */
export function traceInTests(provider: SdkTraceProvider): () => void {
  if (readVariable('NODE_ENV') !== 'test' || isOn(readVariable('OPENAI_AGENTS_DISABLE_TRACING'))) return () => {};
  let release = holdExporters(provider);
  let chosen = false;
  provider.setDisabled(false);
  const owner = provider as unknown as Record<string, unknown>;
  const undo = wrapMethod({ owner, key: 'setDisabled' }, (original, self, args) => {
    chosen = true;
    if (args[0] === false) {
      release();
      release = () => {};
    }
    return Reflect.apply(original, self, args);
  });
  return () => {
    undo();
    if (!chosen) provider.setDisabled(true);
    release();
  };
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
