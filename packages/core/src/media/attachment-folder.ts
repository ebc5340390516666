import { reportFailure } from '../logger.ts';
import { limits } from '../limits.ts';
import type { AttachmentRef } from './attachment-uri.ts';
import type { StoredAttachment } from './lift-media.ts';

const TRACE_ID = /^tr-[\da-f]{32}$/;

/** Keeps attachments as files, one folder for each trace, readable by the owner alone. */
export class AttachmentFolder {
  readonly #path: string;
  readonly #unwritten = new Set<StoredAttachment>();
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Writes attachments; rejects when one cannot be. Past `limits.unwrittenAttachmentBytes` further ones are left out. */
  async save(attachments: readonly StoredAttachment[]): Promise<void> {
    const { mkdir, writeFile } = process.getBuiltinModule('node:fs/promises');
    await Promise.all(
      attachments
        .filter((attachment) => this.#accept(attachment))
        .map(async (attachment) => {
          try {
            await mkdir(this.#folder(attachment), { recursive: true, mode: 0o700 });
            await writeFile(this.#file(attachment), attachment.bytes, { mode: 0o600 });
          } finally {
            this.#done(attachment);
          }
        }),
    );
  }

  /** At the end of a process: writes at once what is still on its way. */
  closeSync(): void {
    const { mkdirSync, writeFileSync } = process.getBuiltinModule('node:fs');
    for (const attachment of [...this.#unwritten]) {
      try {
        mkdirSync(this.#folder(attachment), { recursive: true, mode: 0o700 });
        writeFileSync(this.#file(attachment), attachment.bytes, { mode: 0o600 });
      } catch (error) {
        reportFailure('storing attachments', error);
      }
      this.#done(attachment);
    }
  }

  /** Reads an attachment back; undefined when it is not there. */
  async read(ref: AttachmentRef): Promise<Uint8Array | undefined> {
    try {
      return await process.getBuiltinModule('node:fs/promises').readFile(this.#file(ref));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** The traces that attachments are kept of. */
  async traceIds(): Promise<readonly string[]> {
    try {
      const names = await process.getBuiltinModule('node:fs/promises').readdir(this.#path);
      return names.filter((name) => TRACE_ID.test(name));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Removes the attachments of a trace. */
  async remove(traceId: string): Promise<void> {
    const folder = this.#folder({ traceId });
    await process.getBuiltinModule('node:fs/promises').rm(folder, { recursive: true, force: true });
  }

  #accept(attachment: StoredAttachment): boolean {
    const fits = this.#bytes + attachment.size <= limits.unwrittenAttachmentBytes || this.#unwritten.size === 0;
    if (!fits) reportFailure('storing attachments', new Error('they are made faster than they can be written'));
    else {
      this.#unwritten.add(attachment);
      this.#bytes += attachment.size;
    }
    return fits;
  }

  #done(attachment: StoredAttachment): void {
    if (this.#unwritten.delete(attachment)) this.#bytes -= attachment.size;
  }

  #folder({ traceId }: Pick<AttachmentRef, 'traceId'>): string {
    return `${this.#path}/${traceId}`;
  }

  #file(ref: AttachmentRef): string {
    return `${this.#folder(ref)}/${ref.id}`;
  }
}
