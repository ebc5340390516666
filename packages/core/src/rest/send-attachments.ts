import type { AttachmentRef } from '../media/attachment-uri.ts';
import type { StoredAttachment } from '../media/lift-media.ts';
import { TracingError } from '../model/index.ts';
import { getArtifact, putArtifact } from './artifact-location.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { ServerTag } from './server-tag.ts';

/** MLflow's folder among a trace's files. */
const FOLDER = 'attachments';
/** Traces whose files' place is remembered. */
const REMEMBERED = 1000;

/** Brings attachments to a server, behind their traces. */
export class AttachmentSender {
  readonly #client: RestClient;
  readonly #locations = new Map<string, string>();

  constructor(client: RestClient) {
    this.#client = client;
  }

  /** Remembers where a trace's files belong. */
  note(traceId: string, location: string | undefined): void {
    if (location === undefined) return;
    if (this.#locations.size >= REMEMBERED) this.#locations.clear();
    this.#locations.set(traceId, location);
  }

  async send(attachment: StoredAttachment): Promise<void> {
    const { traceId, id, bytes } = attachment;
    const location = this.#locations.get(traceId) ?? (await artifactLocation(this.#client, traceId));
    this.note(traceId, location);
    await putArtifact(this.#client, location, `${FOLDER}/${id}`, bytes);
  }
}

/** Reads an attachment; undefined where the server does not have it. */
export async function readAttachment(
  client: RestClient,
  { traceId, id }: AttachmentRef,
): Promise<Uint8Array | undefined> {
  return await getArtifact(client, await artifactLocation(client, traceId), `${FOLDER}/${id}`);
}

async function artifactLocation(client: RestClient, traceId: string): Promise<string> {
  const { trace } = await client.call(ENDPOINTS.getTraceInfo, { trace_id: traceId });
  const location = trace.trace_info.tags[ServerTag.ARTIFACT_LOCATION];
  if (location !== undefined) return location;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `The trace ${traceId} has no place for files.`);
}
