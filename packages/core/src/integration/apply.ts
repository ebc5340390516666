import type { RecordedMethod } from '../call/trace-call.ts';
import { guarded } from '../guard.ts';
import type { CallReader } from './call-reader.ts';
import type { Attach, Integration } from './define.ts';
import { findInstanceMember, findMember, type MemberPlace } from './member-path.ts';
import { lateAround, patchMethod } from './patch.ts';
import { tracerFor } from './tracer-handle.ts';
import { type Around, wrapMethod } from './wrap-method.ts';

/** What a user may choose about recording. */
export interface RecordingOptions {
  /** Chunks of each stream that are recorded as events `mlflow.chunk.item.N`, as MLflow does; default 0. */
  readonly chunkEvents?: number;
  /** Sends the W3C header `traceparent` with provider calls; headers of the program's own win. Default false. */
  readonly propagateContext?: boolean;
  /** Records nothing while a run is active that the program has started, by `startRun`. Default false. */
  readonly exclusive?: boolean;
}

/** Methods to record, and how their results behave. */
export type MethodTable = Pick<
  Integration,
  'patches' | 'otherPatches' | 'watched' | 'instance' | 'lazyPromise' | 'streamIterator' | 'emitter'
>;

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
  const undos: (() => void)[] = [];
  for (const { place, readerOf } of placesIn(integration, exports))
    undos.push(patchMethod(place, () => recordedMethod(integration, readerOf(), options)));
  for (const { place, around } of watchedPlacesIn(integration, exports)) undos.push(wrapMethod(place, around));
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

interface RecordedPlace {
  readonly place: MemberPlace;
  readonly readerOf: () => CallReader;
}

/** Where the methods of an integration are in one copy of its module; those that it lacks are left out. */
export function placesIn(
  { patches, otherPatches = {}, instance }: MethodTable,
  exports: object,
): readonly RecordedPlace[] {
  const sample = instance && sampleOf(instance, exports);
  const places: RecordedPlace[] = [];
  for (const table of [patches, otherPatches])
    for (const path of Object.keys(table)) {
      const place = findMember(exports, path) ?? findInstanceMember(sample, path);
      if (place) places.push({ place, readerOf: () => table[path] as CallReader });
    }
  return places;
}

interface WatchedPlace {
  readonly place: MemberPlace;
  readonly around: Around;
}

/** Where the methods that are only watched are. */
export function watchedPlacesIn({ watched = {} }: MethodTable, exports: object): readonly WatchedPlace[] {
  const places: WatchedPlace[] = [];
  for (const path of Object.keys(watched)) {
    const place = findMember(exports, path);
    if (place) places.push({ place, around: lateAround(() => watched[path] as Around) });
  }
  return places;
}

function sampleOf(make: (exports: object) => unknown, exports: object): unknown {
  try {
    return make(exports);
  } catch {
    // The library does not allow an instance here, as in a browser-like test environment.
    return undefined;
  }
}

/** Attaches the integration's listeners to one loaded copy of one of its modules; returns the undo. */
export function attachIntegration(
  integration: Integration,
  module: string,
  exports: object,
  options: RecordingOptions = {},
): () => void {
  const attach = integration.attach[module] ?? integration.attachWhenLoaded?.[module];
  const detach = attach && guarded(`${integration.name}.autolog()`, () => attach(exports, tracerFor(options), options));
  return () => {
    guarded(`${integration.name}.autolog({ disable: true })`, () => detach?.());
  };
}

/** Starts the integration's listening outside the library's modules; returns the undo. */
export function startIntegration(integration: Integration, options: RecordingOptions = {}): () => void {
  const stop = guarded(`${integration.name}.autolog()`, () => integration.start?.(tracerFor(options), options));
  return () => {
    guarded(`${integration.name}.autolog({ disable: true })`, () => stop?.());
  };
}

/** How calls of one method of the integration are recorded. */
export function recordedMethod(
  integration: MethodTable,
  reader: CallReader,
  options: RecordingOptions = {},
): RecordedMethod {
  const { lazyPromise, streamIterator, emitter } = integration;
  return {
    reader,
    options,
    shape: {
      ...(emitter && { emitter }),
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
