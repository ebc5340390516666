import { addressOf } from '../../api/request-address.ts';
import { viewerAddress } from '../../api/viewer.ts';

const REFERENCE = /^mlflow-attachment:\/\/([0-9a-f-]{36})\?(.*)$/i;

/** Where the server has an attachment; undefined for what is no reference to one (`mlflow-attachment://…`). */
export function attachmentAddress(reference: string): string | undefined {
  const [, name, query] = REFERENCE.exec(reference) ?? [];
  const fields = new URLSearchParams(query);
  const traceId = fields.get('trace_id');
  if (name === undefined || !traceId) return undefined;
  return addressOf(viewerAddress.attachment(traceId, name), { content_type: fields.get('content_type') ?? '' });
}
