/** The parts of the OpenAI Agents SDK that are used here; its types are not imported, so that programs compile without it. */

/** What an SDK span tells of itself; the fields depend on `type`. */
export interface SdkSpanData {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** An error as the SDK puts it on a span. */
export interface SdkError {
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A span of the SDK. Copies of one span have the same id. */
export interface SdkSpan {
  readonly spanId: string;
  readonly traceId: string;
  readonly parentId: string | null;
  readonly spanData: SdkSpanData;
  readonly error: SdkError | null;
}

/** A trace of the SDK: what `withTrace()` opens. */
export interface SdkTrace {
  readonly traceId: string;
  readonly name: string;
  readonly groupId: string | null;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Makes all spans and traces of a process. */
export interface SdkTraceProvider {
  createSpan(...args: readonly unknown[]): SdkSpan;
  createTrace(...args: readonly unknown[]): SdkTrace;
  getCurrentSpan(): SdkSpan | null;
  getCurrentTrace(): SdkTrace | null;
  setDisabled(disabled: boolean): void;
  setProcessors(processors: readonly unknown[]): void;
  registerProcessor(processor: unknown): void;
}

/** Id of spans and traces that the SDK does not record. */
export const NOOP_ID = 'no-op';
