import { type Around, callInProgress, type SpanReference, tracer } from '@spanwright/core/kit';
import { SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { failureOf } from './failure.ts';
import { usageOf } from './usage.ts';
import { isWireObject, type WireObject } from './wire.ts';

type SpanContext = ReturnType<SpanReference['spanContext']>;
type Derive = (see: (answer: unknown) => unknown) => unknown;

/** Jobs whose end is waited for; the oldest is forgotten. */
const MOST_JOBS = 1000;
const JOB_PATH = /^\/(batches|responses)\/([^/?]+)/;
const UNFINISHED: ReadonlySet<unknown> = new Set(['queued', 'in_progress', 'validating', 'finalizing', 'cancelling']);

/** The spans of calls that began a job, by the job's id. */
const begun = new Map<string, SpanContext>();

/** The whole answer; where it is a job that the call began, a batch or a response in the background, it is remembered. */
export function rememberingJob<T>(answer: T, span?: SpanReference): T {
  if (span && isWireObject(answer) && typeof answer['id'] === 'string' && isUnfinished(answer)) {
    begun.set(answer['id'], span.spanContext());
    const [oldest] = begun.keys();
    if (begun.size > MOST_JOBS && oldest !== undefined) begun.delete(oldest);
  }
  return answer;
}

/**
 * Records the answer that tells a job's end, once, linked to the call that began it. The many that say it is not done
 * yet are not recorded, nor are jobs of other processes. Jobs are asked for by `get(path)`.
 */
export const watchJobs: Around = (get, self, args) => {
  const startTimeNs = BigInt(Date.now()) * 1_000_000n;
  const promise = Reflect.apply(get, self, args);
  const [, kind = '', id = ''] = JOB_PATH.exec(String(args[0])) ?? [];
  const span = begun.get(id);
  // A stream of it is recorded as what it is.
  if (!span || callInProgress() || !isWireObject(promise)) return promise;
  const derive = promise['_thenUnwrap'];
  if (typeof derive !== 'function') return promise;
  return (derive as Derive).call(promise, (answer) => {
    tracer.guarded('recording the end of a job', () => recordEnd(answer, { kind, id, startTimeNs, span }));
    return answer;
  });
};

interface Job {
  readonly kind: string;
  readonly id: string;
  readonly startTimeNs: bigint;
  readonly span: SpanContext;
}

function recordEnd(answer: unknown, { kind, id, startTimeNs, span: context }: Job): void {
  if (!isWireObject(answer) || isUnfinished(answer) || !begun.delete(id) || !tracer.isTracing()) return;
  const usage = usageOf(answer);
  const span = tracer.startSpan({ ...spanOf(kind), inputs: { id }, startTimeNs });
  span.addLink({ context });
  span.setAttributes({
    ...(typeof answer['model'] === 'string' && { [SpanAttributeKey.MODEL]: answer['model'] }),
    ...(usage && { [SpanAttributeKey.CHAT_USAGE]: usage }),
  });
  tracer.record(span, { failure: failureOf }).settle(answer);
}

function spanOf(kind: string): { readonly name: string; readonly spanType: SpanType } {
  return kind === 'batches'
    ? { name: 'Batches', spanType: SpanType.TASK }
    : { name: 'Responses', spanType: SpanType.CHAT_MODEL };
}

function isUnfinished({ status }: WireObject): boolean {
  return UNFINISHED.has(status);
}
