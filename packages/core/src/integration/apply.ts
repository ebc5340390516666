import type { RecordedMethod } from '../call/trace-call.ts';
import { guarded } from '../guard.ts';
import type { CallReader } from './call-reader.ts';
import type { Attach, Integration } from './define.ts';
import { findMember } from './member-path.ts';
import { patchMethod } from './patch.ts';
import { tracer } from './tracer-handle.ts';

/** What a user may choose about recording. */
export interface RecordingOptions {
  /** Chunks of each stream that are recorded as events `mlflow.chunk.item.N`, as MLflow does; default 0. */
  readonly chunkEvents?: number;
}

/** Methods to record, and how their results behave. */
export type MethodTable = Pick<Integration, 'patches' | 'lazyPromise' | 'streamIterator'>;

/** Records methods of a further module of an integration: see `Integration.attach`. */
export function recordMethods(methods: MethodTable): Attach {
  return (exports, _tracer, options) => applyIntegration(methods, exports, options);
}

/**
 * Records the integration's methods in one loaded copy of its module. Paths that the copy lacks are skipped.
 * @returns the undo of everything that was applied.
 */
export function applyIntegration(
  integration: MethodTable,
  exports: object,
  options: RecordingOptions = {},
): () => void {
  const undos = Object.entries(integration.patches).map(([path, reader]) => {
    const place = findMember(exports, path);
    return place ? patchMethod(place, recordedMethod(integration, reader, options)) : () => {};
  });
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

/** Attaches the integration's listeners to one loaded copy of one of its modules; returns the undo. */
export function attachIntegration(
  integration: Integration,
  module: string,
  exports: object,
  options: RecordingOptions = {},
): () => void {
  const attach = integration.attach[module];
  const detach = attach && guarded(`${integration.name}.autolog()`, () => attach(exports, tracer, options));
  return () => {
    guarded(`${integration.name}.autolog({ disable: true })`, () => detach?.());
  };
}

/** How calls of one method of the integration are recorded. */
export function recordedMethod(
  integration: MethodTable,
  reader: CallReader,
  options: RecordingOptions = {},
): RecordedMethod {
  const { lazyPromise, streamIterator } = integration;
  return {
    reader,
    shape: {
      ...(lazyPromise && { lazyPromise }),
      ...(streamIterator !== undefined && {
        stream: {
          iteratorKey: streamIterator,
          chunkEvents: options.chunkEvents ?? 0,
          reduce: () => reader.reduce?.(),
        },
      }),
    },
  };
}
