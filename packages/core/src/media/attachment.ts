import { currentStore } from '../export/current-target.ts';
import { TracingError } from '../model/index.ts';
import { flushTraces } from '../tracer/tracer.ts';
import { parseAttachmentUri } from './attachment-uri.ts';
import { EXPLICIT } from './find-media.ts';
import { typeOfFile } from './media-type.ts';

/**
 * A file among a span's inputs or outputs: kept beside the trace whatever its size, even where media are not recognised.
 * @example
 * span.setOutputs({ chart: Attachment.fromFile('chart.png') });
 */
export class Attachment {
  /** MIME type. */
  readonly contentType: string;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, contentType: string) {
    this.bytes = bytes;
    this.contentType = contentType;
  }

  /** Reads a file; its type is that of its name unless it is given. Throws as `fs.readFileSync` does. */
  static fromFile(path: string, contentType: string = typeOfFile(path)): Attachment {
    return new Attachment(process.getBuiltinModule('node:fs').readFileSync(path), contentType);
  }

  /** A data URI; a reference stands in its place once the span is stored. */
  toJSON(): string {
    return `data:${this.contentType};${EXPLICIT};base64,${Buffer.from(this.bytes).toString('base64')}`;
  }
}

/**
 * Reads an attachment back by the reference that stands in a span's inputs or outputs.
 * @returns undefined when the store does not have it.
 * @throws TracingError INVALID_PARAMETER_VALUE for a text that is no reference.
 */
export async function readAttachment(uri: string): Promise<Attachment | undefined> {
  const ref = parseAttachmentUri(uri);
  if (!ref) throw new TracingError('INVALID_PARAMETER_VALUE', `"${String(uri)}" is no reference to an attachment.`);
  await flushTraces();
  const bytes = await currentStore().attachments.read(ref);
  return bytes && new Attachment(bytes, ref.contentType);
}
