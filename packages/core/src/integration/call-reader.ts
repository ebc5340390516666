import type { AnyFunction } from '../any-function.ts';
import type { SpanContext } from '@opentelemetry/api';
import type { JsonObject, SpanType, TokenUsage } from '../model/index.ts';
import type { RecordingOptions } from './apply.ts';

/**
 * Folds the chunks of a stream, one by one and without keeping them, into what the
 * non-streaming call would have returned.
 */
export interface StreamReducer<Chunk = unknown, Result = unknown> {
  /** Takes one chunk. Must copy what it needs and neither change nor keep the chunk. */
  add(chunk: Chunk): void;
  /** What was received so far, in the shape of the non-streaming result; undefined when nothing was. */
  result(): Result | undefined;
}

/** What `attributes` gets: plain JSON copies, typed as the library types the originals. */
export interface CallSnapshot<Inputs = unknown, Outputs = unknown, Receiver = unknown> {
  readonly inputs: Inputs;
  /** Undefined when the call failed or its body was never read. */
  readonly outputs: Outputs | undefined;
  readonly receiver: Receiver | undefined;
}

/** A failure that a library reports in its result instead of throwing it. */
export interface CallFailure {
  /** The provider's word for it, where it has one. */
  readonly type?: string;
  readonly message: string;
}

/** Names a span, so that another can be linked to it. */
export interface SpanReference {
  /** OpenTelemetry's ids of the span. */
  spanContext(): SpanContext;
}

/** What of a span depends on the call. */
export interface CallDetails {
  readonly name?: string;
  readonly spanType?: SpanType;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What `adapt` gets of a call that is about to be made. */
export interface AdaptableCall<Args extends readonly unknown[] = readonly unknown[]> {
  readonly self: unknown;
  readonly args: Args;
  /** What the user chose in `autolog()`. */
  readonly options: RecordingOptions;
  /** W3C trace context of the call's span: the value of a `traceparent` header. */
  traceparent(): string;
  /** A function that does the same, and whose calls are recorded. */
  recorded<F extends AnyFunction>(fn: F, reader: CallReader): F;
}

/** A call as the library gets it in place of what the program wrote. */
export interface AdaptedCall {
  readonly args: readonly unknown[];
  /**
   * Gives a chunk the form that it would have had without the adaptation; false hides it from the program altogether.
   * It was folded before.
   */
  restore?(chunk: unknown): boolean;
}

/**
 * How one method of a library is recorded. All members are knowledge of the library, none touches a span.
 * `applies`, `details`, `adapt`, `inputs`, `receiver`, `outputs`, `failure` and `errorAttributes` run inside the program's call and only select values; core snapshots what
 * they return. `attributes` and `usage` run later, off the call path, on those snapshots.
 * Any of them may throw: it costs that value and one log line.
 */
export interface CallReader<
  Args extends readonly unknown[] = readonly unknown[],
  Result = unknown,
  Chunk = unknown,
  Inputs = unknown,
  Outputs = unknown,
  Receiver = unknown,
> {
  readonly spanType: SpanType;
  /** Name of the span. */
  readonly name: string;
  /** Makes the span the parent of what starts while the method runs. Off by default: a provider call has no children. */
  readonly scope?: boolean;
  /** False leaves a call unrecorded. */
  applies?(self: unknown, args: Args): boolean;
  /** Name, type and attributes of the span, where they depend on the call. */
  details?(self: unknown, args: Args): CallDetails;
  /** What the library gets in place of the program's arguments, which are never changed; undefined leaves all as it is. */
  adapt?(call: AdaptableCall<Args>): AdaptedCall | undefined;
  /** Selects what is recorded as inputs. */
  inputs(args: Args): Inputs;
  /** Selects strings and numbers of the object the method was called on, such as a base URL. */
  receiver?(self: unknown): Receiver;
  /** Selects what is recorded of the result, or of the folded stream. Default: all of it. `span` is there to refer to. */
  outputs?(result: Result, span?: SpanReference): Outputs;
  /** Why a result that arrived is a failure all the same, such as a response whose status is `failed`. */
  failure?(result: Result): CallFailure | undefined;
  /** Attributes of an error that the call threw, such as its HTTP status. */
  errorAttributes?(error: unknown): Readonly<Record<string, unknown>>;
  /** Token usage as the provider reported it. */
  usage?(outputs: Outputs): TokenUsage | undefined;
  /** Further attributes under `SpanAttributeKey` or the library's own names. */
  attributes?(call: CallSnapshot<Inputs, Outputs, Receiver>): JsonObject;
  /** Makes the reducer of one stream. Without it a streaming result is recorded without outputs. */
  reduce?(): StreamReducer<Chunk, Result>;
}
