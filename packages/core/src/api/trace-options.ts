import type { SpanDetails } from '../span/span-options.ts';
import type { SpanType } from '../model/index.ts';

/** How calls of a traced function are recorded. */
export interface TraceOptions extends SpanDetails {
  /** Default: the function's name. */
  readonly name?: string;
  /** One of `SpanType`, or a type of the program's own; default `UNKNOWN`. */
  readonly spanType?: SpanType;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /**
   * Which part of the traces that start with this function is recorded, 0 to 1; wins over the ratio in force. Inside
   * a trace it changes nothing: a trace is recorded as a whole or not at all.
   */
  readonly samplingRatioOverride?: number;
  /**
   * For generator functions: makes the recorded output of the items that were yielded; default is the list of them.
   * The items are kept until the generator ends.
   */
  // oxlint-disable-next-line typescript/no-explicit-any -- the items are of whatever type the generator yields
  readonly outputReducer?: (items: readonly any[]) => unknown;
}
