import { guarded } from '../guard.ts';
import { limits } from '../limits.ts';
import { type JsonObject, type JsonValue, SpanAttributeKey, type SpanData, SpanEventKey } from '../model/index.ts';
import { attachmentUri, type AttachmentRef } from './attachment-uri.ts';
import type { FoundMedia } from './find-media.ts';
import { mediaSettings, type MediaSettings } from './media-settings.ts';
import { replaceMedia } from './replace-media.ts';

/** Media that was lifted out of a span: kept beside the trace. */
export interface StoredAttachment extends AttachmentRef {
  readonly size: number;
  readonly bytes: Uint8Array;
}

const KEYS = [SpanAttributeKey.INPUTS, SpanAttributeKey.OUTPUTS] as const;

/**
 * Lifts base64 media out of a span's inputs and outputs into `attachments`; references stand in their place. What is no
 * valid base64, or small, stays. Called off the program's path.
 * @param attachments undefined where none are kept: then media stay, within the bounds of all text
 */
export function liftMedia(span: SpanData, attachments: StoredAttachment[] | undefined): SpanData {
  return guarded('lifting media', () => new Lifting(span, attachments).result()) ?? span;
}

/** The work on one span. */
class Lifting {
  readonly #span: SpanData;
  readonly #attachments: StoredAttachment[] | undefined;
  readonly #settings: MediaSettings = mediaSettings(process.env);
  readonly #refused: string[] = [];

  constructor(span: SpanData, attachments: StoredAttachment[] | undefined) {
    this.#span = span;
    this.#attachments = attachments;
  }

  result(): SpanData {
    const { attributes, events } = this.#span;
    const lifted: Record<string, JsonValue> = {};
    for (const key of KEYS) {
      const value = attributes[key];
      const replaced = value === undefined ? value : replaceMedia(value, (found) => this.#replace(found));
      if (replaced !== undefined && replaced !== value) lifted[key] = replaced;
    }
    if (Object.keys(lifted).length === 0) return this.#span;
    return { ...this.#span, attributes: { ...attributes, ...lifted }, events: [...events, ...this.#refusals()] };
  }

  #replace({ base64, contentType, explicit }: FoundMedia): string | undefined {
    if (!this.#attachments) return undefined;
    if (!explicit && (!this.#settings.extract || base64.length < limits.attachmentMinChars)) return undefined;
    const bytes = decode(base64);
    if (!bytes) return undefined;
    const { maxBytes } = this.#settings;
    if (maxBytes !== undefined && bytes.length > maxBytes) return this.#refuse(bytes.length, maxBytes);
    const { traceId } = this.#span;
    const ref = { id: crypto.randomUUID(), contentType, traceId, size: bytes.length };
    this.#attachments.push({ ...ref, bytes });
    return attachmentUri(ref);
  }

  #refuse(size: number, maxBytes: number): string {
    const message = `An attachment of ${size} bytes is not kept: MLFLOW_TRACE_MAX_ATTACHMENT_SIZE is ${maxBytes}.`;
    this.#refused.push(message);
    return `[${message}]`;
  }

  #refusals(): SpanData['events'] {
    const timeNs = this.#span.endTimeNs ?? this.#span.startTimeNs;
    return this.#refused.map((message) => ({ name: SpanEventKey.EXCEPTION, timeNs, attributes: refusal(message) }));
  }
}

function refusal(message: string): JsonObject {
  return { [SpanEventKey.EXCEPTION_TYPE]: 'AttachmentTooLarge', [SpanEventKey.EXCEPTION_MESSAGE]: message };
}

// The decoder skips what is no base64: then there are fewer bytes than characters promise.
function decode(base64: string): Uint8Array | undefined {
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='));
  const bytes = Buffer.from(base64, 'base64');
  return base64.length > 0 && bytes.length === Math.floor(((base64.length - padding) * 3) / 4) ? bytes : undefined;
}
