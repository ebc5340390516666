import { currentStore } from '../export/current-target.ts';
import { withoutOrphans } from '../media/orphaned-attachments.ts';
import { TracingError } from '../model/index.ts';
import { flush } from './flush.ts';
import { givenOptions } from '../given-options.ts';

/** Which traces are deleted: those with these ids, or the oldest until a moment. */
export interface DeleteOptions {
  readonly experimentId: string;
  /** Deletes traces that have started until then: milliseconds since the Unix epoch. */
  readonly maxTimestampMillis?: number;
  /** At most this many of them, the oldest first. */
  readonly maxTraces?: number;
  readonly traceIds?: readonly string[];
  /** MLflow's older name of `traceIds`. */
  readonly requestIds?: readonly string[];
}

/**
 * Deletes traces of an experiment with all that belongs to them; resolves with their number. Ids that there are not
 * are no error. The rules are MLflow's: exactly one of `maxTimestampMillis` and `traceIds`.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export async function deleteTraces(options: DeleteOptions): Promise<number> {
  checkSelection(givenOptions('deleteTraces()', options));
  const { experimentId, maxTimestampMillis, maxTraces } = options;
  const traceIds = idsOf(options);
  const { attachments, backend } = currentStore();
  await flush();
  const deletion = {
    experimentId,
    ...(traceIds && { traceIds }),
    ...(maxTimestampMillis !== undefined && { maxTimestampMs: maxTimestampMillis }),
    ...(maxTraces !== undefined && { maxTraces }),
  };
  return await withoutOrphans({ attachments, backend }, traceIds, () => backend.deleteTraces(deletion));
}

type Selection = Omit<DeleteOptions, 'traceIds'> & { readonly traceIds: readonly string[] | undefined };

/** What is wrong with a selection, in the order in which MLflow looks for it, and in its words. */
const PROBLEMS: readonly (readonly [(selection: Selection) => boolean, (options: DeleteOptions) => string])[] = [
  [
    ({ experimentId }) => typeof experimentId !== 'string' || experimentId === '',
    () => '`experimentId` must be specified.',
  ],
  [({ traceIds }) => traceIds !== undefined && !Array.isArray(traceIds), () => '`traceIds` must be a list of ids.'],
  [
    ({ maxTimestampMillis, traceIds }) => maxTimestampMillis === undefined && !traceIds?.length,
    () => 'Either `maxTimestampMillis` or `traceIds` must be specified.',
  ],
  [
    ({ maxTimestampMillis, traceIds = [] }) => maxTimestampMillis !== undefined && traceIds.length > 0,
    () => 'Only one of `maxTimestampMillis` and `traceIds` can be specified.',
  ],
  [
    ({ traceIds = [], maxTraces }) => traceIds.length > 0 && maxTraces !== undefined,
    () => "`maxTraces` can't be specified if `traceIds` is specified.",
  ],
  [
    ({ maxTimestampMillis = 0 }) => typeof maxTimestampMillis !== 'number' || Number.isNaN(maxTimestampMillis),
    ({ maxTimestampMillis }) =>
      `\`maxTimestampMillis\` must be a number of milliseconds since the Unix epoch, received ${String(maxTimestampMillis)}.`,
  ],
  [
    ({ maxTraces = 1 }) => !Number.isInteger(maxTraces) || maxTraces < 1,
    ({ maxTraces }) => `\`maxTraces\` must be a positive integer, received ${String(maxTraces)}.`,
  ],
];

function idsOf({ traceIds, requestIds }: DeleteOptions): readonly string[] | undefined {
  return traceIds ?? requestIds;
}

function checkSelection(options: DeleteOptions): void {
  const problem = PROBLEMS.find(([isMet]) => isMet({ ...options, traceIds: idsOf(options) }));
  if (problem) throw new TracingError('INVALID_PARAMETER_VALUE', problem[1](options));
}
