import type { TraceData } from '../model/index.ts';
import type { Convention } from './conventions/convention.ts';

/** Traces to be sent in one request. */
export interface OtlpBatch {
  readonly id: number;
  readonly traces: readonly TraceData[];
  readonly conventions: readonly Convention[];
}

/** What became of a batch. */
export interface OtlpReply {
  readonly id: number;
  /** Missing when the collector has it. */
  readonly error?: string;
}

/** What the sending thread needs to know. */
export interface OtlpSenderOptions {
  /** Absolute path of the exporter package's entry. */
  readonly packageFile: string;
  readonly sdkVersion: string;
}
