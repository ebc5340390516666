import type { StoredAttachment } from '../media/lift-media.ts';
import {
  type SpanJson,
  spanFromJson,
  spanToJson,
  type TraceData,
  type TraceInfo,
  TracingError,
} from '../model/index.ts';

/** What waits together in one file. */
export interface SpoolBatch {
  readonly traces: readonly TraceData[];
  readonly attachments: readonly StoredAttachment[];
}

interface WrittenTrace {
  readonly info: TraceInfo;
  readonly spans: readonly SpanJson[];
  readonly experimentName?: string;
}

type WrittenAttachment = Omit<StoredAttachment, 'bytes'>;

interface WrittenBatch {
  readonly version: number;
  readonly traces: readonly WrittenTrace[];
  /** Their bytes follow behind the line of JSON, in this order. */
  readonly attachments: readonly WrittenAttachment[];
}

const VERSION = 1;
const NEWLINE = 10;
// Level 1 takes a third of the default's time, and a tenth more room.
const LEVEL = 1;
const MAX_BYTES = 2 ** 31 - 1;

/** Packs a batch: gzip (whose checksum tells damage) of a line of JSON, then the bytes of the attachments. */
export function packBatch({ traces, attachments }: SpoolBatch): Uint8Array {
  const written: WrittenBatch = {
    version: VERSION,
    traces: traces.map((trace) => ({ ...trace, spans: trace.spans.map(spanToJson) })),
    attachments: attachments.map(({ bytes: _, ...attachment }) => attachment),
  };
  const line = Buffer.from(`${JSON.stringify(written)}\n`);
  const whole = Buffer.concat([line, ...attachments.map(({ bytes }) => bytes)]);
  return process.getBuiltinModule('node:zlib').gzipSync(whole, { level: LEVEL });
}

/** Reads a packed batch. Throws when it is damaged, or of a newer version. */
export function unpackBatch(packed: Uint8Array): SpoolBatch {
  const whole = process.getBuiltinModule('node:zlib').gunzipSync(packed, { maxOutputLength: MAX_BYTES });
  const end = whole.indexOf(NEWLINE);
  const { version, traces, attachments } = JSON.parse(whole.toString('utf8', 0, end)) as WrittenBatch;
  if (version !== VERSION) throw new TracingError('INTERNAL_ERROR', `version ${version} is not known`);
  return {
    traces: traces.map((trace) => ({ ...trace, spans: trace.spans.map(spanFromJson) })),
    attachments: withBytes(attachments, whole.subarray(end + 1)),
  };
}

function withBytes(attachments: readonly WrittenAttachment[], bytes: Uint8Array): readonly StoredAttachment[] {
  let start = 0;
  return attachments.map((attachment) => {
    const end = start + attachment.size;
    if (end > bytes.length) throw new TracingError('INTERNAL_ERROR', 'an attachment is cut off');
    const own = bytes.subarray(start, end);
    start = end;
    return { ...attachment, bytes: own };
  });
}
