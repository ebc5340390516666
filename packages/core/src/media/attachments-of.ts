import type { JsonValue, SpanData } from '../model/index.ts';
import { type AttachmentRef, parseAttachmentUri } from './attachment-uri.ts';

/** The attachments that spans refer to, each once. */
export function attachmentsOf(spans: readonly SpanData[]): readonly AttachmentRef[] {
  const found = new Map<string, AttachmentRef>();
  const look = (value: JsonValue | undefined): void => {
    if (typeof value === 'string') {
      const ref = parseAttachmentUri(value);
      if (ref) found.set(ref.id, ref);
    } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) look(inner);
  };
  for (const { attributes } of spans) look(attributes);
  return [...found.values()];
}
