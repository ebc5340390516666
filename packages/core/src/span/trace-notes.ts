import { snapshot } from '../capture/snapshot.ts';
import { warnOnce } from '../logger.ts';
import { type TraceInfo, TraceMetadataKey, TracingError } from '../model/index.ts';
import { givenOptions } from '../given-options.ts';

/** What a program may say of a whole trace. */
export interface TraceUpdate {
  /** Changeable labels; values that are no strings are stored as text. */
  readonly tags?: Readonly<Record<string, unknown>>;
  /** Facts about the trace; values that are no strings are stored as text. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The program's own id of the request. */
  readonly clientRequestId?: unknown;
  readonly requestPreview?: string;
  readonly responsePreview?: string;
  /** Replaces the state that the root span would give; spans keep theirs. */
  readonly state?: 'OK' | 'ERROR';
  readonly modelId?: string;
  readonly sessionId?: string;
  readonly user?: string;
}

type Override = 'clientRequestId' | 'requestPreview' | 'responsePreview' | 'state';

/** Tags that MLflow keeps for its server: they can be neither set nor deleted (`IMMUTABLE_TAGS`, 3.14). */
export const IMMUTABLE_TAGS: ReadonlySet<string> = new Set([
  'mlflow.user',
  'mlflow.artifactLocation',
  'mlflow.trace.spansLocation',
  'mlflow.trace.archiveLocation',
  'mlflow.trace.archivalFailure',
]);

const METADATA_KEYS = {
  modelId: TraceMetadataKey.MODEL_ID,
  sessionId: TraceMetadataKey.SESSION,
  user: TraceMetadataKey.USER,
} as const;

/** What was said of one trace while it was in progress: later words win. */
export class TraceNotes {
  readonly tags: Record<string, string> = {};
  readonly metadata: Record<string, string> = {};
  readonly overrides: { -readonly [K in Override]?: NonNullable<TraceInfo[K]> } = {};

  /**
   * Takes what was given; undefined and null leave things as they are.
   * @throws TracingError INVALID_PARAMETER_VALUE for a preview that is no string, or a state other than OK and ERROR.
   */
  add(update: TraceUpdate): void {
    this.#override(checked(givenOptions('updateCurrentTrace()', update)));
    for (const [key, value] of entries(update.metadata)) this.metadata[key] = textOf(value);
    for (const [key, name] of Object.entries(METADATA_KEYS)) {
      const value = update[key as keyof typeof METADATA_KEYS];
      if (isGiven(value)) this.metadata[name] = textOf(value);
    }
    for (const [key, value] of entries(update.tags)) this.setTag(key, value);
  }

  /** Sets a tag, as text. One that belongs to the server is left as it is, with a warning. */
  setTag(key: string, value: unknown): void {
    if (IMMUTABLE_TAGS.has(key)) warnOnce(`the tag "${key}" is immutable and cannot be set on a trace`);
    else this.tags[key] = textOf(value);
  }

  #override({ clientRequestId, requestPreview, responsePreview, state }: TraceUpdate): void {
    if (isGiven(clientRequestId)) this.overrides.clientRequestId = textOf(clientRequestId);
    if (isGiven(requestPreview)) this.overrides.requestPreview = requestPreview;
    if (isGiven(responsePreview)) this.overrides.responsePreview = responsePreview;
    if (isGiven(state)) this.overrides.state = state;
  }
}

function checked(update: TraceUpdate): TraceUpdate {
  for (const key of ['requestPreview', 'responsePreview'] as const) {
    if (isGiven(update[key]) && typeof update[key] !== 'string') {
      throw new TracingError('INVALID_PARAMETER_VALUE', `The \`${key}\` parameter must be a string.`);
    }
  }
  const { state } = update;
  if (isGiven(state) && state !== 'OK' && state !== 'ERROR') {
    const message = `State must be either 'OK' or 'ERROR', but got '${String(state)}'.`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  return update;
}

function entries(values: Readonly<Record<string, unknown>> | undefined): [string, unknown][] {
  return Object.entries(values ?? {}).filter(([, value]) => isGiven(value));
}

function isGiven<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}

/** A value as text: what is no string, as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(snapshot(value).value) ?? '');
}
