/** Where a lifted attachment is, as it stands in inputs and outputs. */
import { givenOptions } from '../given-options.ts';
export interface AttachmentRef {
  /** A UUID. */
  readonly id: string;
  /** MIME type. */
  readonly contentType: string;
  /** `tr-` and 32 hex digits. */
  readonly traceId: string;
  /** Bytes; missing in references of older MLflow versions. */
  readonly size?: number;
}

const SCHEME = 'mlflow-attachment://';
const UUID = /^[0-9a-f-]{36}$/i;
const TRACE_ID = /^tr-[0-9a-f]{32}$/;

/** MLflow's reference to an attachment: `mlflow-attachment://<uuid>?content_type=…&trace_id=…&size=…`. */
export function attachmentUri(ref: AttachmentRef): string {
  const { id, contentType, traceId, size } = givenOptions('attachmentUri()', ref);
  const query = new URLSearchParams({ content_type: contentType, trace_id: traceId });
  if (size !== undefined) query.set('size', String(size));
  return `${SCHEME}${id}?${query.toString()}`;
}

/** Reads a reference; undefined for anything else. A size that is no number is left out. */
export function parseAttachmentUri(uri: string): AttachmentRef | undefined {
  if (typeof uri !== 'string' || !uri.startsWith(SCHEME)) return undefined;
  const [id = '', query] = uri.slice(SCHEME.length).split('?', 2);
  const fields = new URLSearchParams(query);
  const [contentType, traceId, size] = ['content_type', 'trace_id', 'size'].map((name) => fields.get(name));
  if (!UUID.test(id) || !contentType || !traceId || !TRACE_ID.test(traceId)) return undefined;
  return { id, contentType, traceId, ...(/^\d+$/.test(size ?? '') && { size: Number(size) }) };
}
