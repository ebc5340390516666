import type { RecordedMethod } from '../call/trace-call.ts';
import type { CallReader } from './call-reader.ts';
import type { Integration } from './define.ts';
import { findMember } from './member-path.ts';
import { patchMethod } from './patch.ts';

/**
 * Records the integration's methods in one loaded copy of its module. Paths that the copy lacks are skipped.
 * @returns the undo of everything that was applied.
 */
export function applyIntegration(integration: Integration, exports: object): () => void {
  const undos = Object.entries(integration.patches).map(([path, reader]) => {
    const place = findMember(exports, path);
    return place ? patchMethod(place, recordedMethod(integration, reader)) : () => {};
  });
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

/** How calls of one method of the integration are recorded. */
export function recordedMethod({ lazyPromise, streamIterator }: Integration, reader: CallReader): RecordedMethod {
  return {
    reader,
    shape: {
      ...(lazyPromise && { lazyPromise }),
      ...(streamIterator !== undefined && { streamIterator }),
      ...(reader.reduce && { reduce: () => reader.reduce!() }),
    },
  };
}
