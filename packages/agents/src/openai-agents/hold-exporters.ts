import { wrapMethod } from '@spanwright/core/kit';
import type { SdkTraceProvider } from './sdk.ts';

/**
 * Keeps the SDK's own trace processors from being called: those that are there are shut down, those that come are held
 * back. Returns the undo, which sets those that came.
 */
export function holdExporters(provider: SdkTraceProvider): () => void {
  provider.setProcessors([]);
  const owner = provider as unknown as Record<string, unknown>;
  let held: readonly unknown[] = [];
  const undos = [
    wrapMethod({ owner, key: 'setProcessors' }, (_original, _self, [processors]) => {
      held = Array.isArray(processors) ? processors : [];
    }),
    wrapMethod({ owner, key: 'registerProcessor' }, (_original, _self, [processor]) => {
      held = [...held, processor];
    }),
  ];
  return () => {
    for (const undo of undos.reverse()) undo();
    provider.setProcessors(held);
  };
}
