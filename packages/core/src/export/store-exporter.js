import { requireFromHere } from '#platform';
import { info, reportFailure, warnOnce } from '../logger.js';
import { AttachmentFolder } from '../media/attachment-folder.js';
import { TracingError } from '../model/index.js';
/** The place that failures to store are reported under: once, however they come to be known. */
export const STORING = 'storing traces';
/** Exports to an embedded SQLite store, and reads from it. Opened at the first use, again after `closeSync`. */
export class StoreExporter {
    #path;
    /** Media that were lifted out of traces, in a folder beside the database. */
    attachments;
    #store;
    constructor(path) {
        this.#path = path;
        this.attachments = new AttachmentFolder(`${path}-attachments`);
    }
    /** What is kept beside traces, and searches. */
    get backend() {
        return this.#open();
    }
    async export(traces) {
        await this.#open().append(traces);
    }
    async saveAttachments(attachments) {
        await this.attachments.save(attachments);
    }
    async getTrace(traceId) {
        return await this.#open().getTrace(traceId);
    }
    async close() {
        await this.#store?.close();
        this.#store = undefined;
    }
    closeSync(timeoutMs) {
        this.attachments.closeSync();
        this.#store?.closeSync(timeoutMs);
        this.#store = undefined;
    }
    #open() {
        this.#store ??= loadStore().openTraceStore({
            path: this.#path,
            warn: warnOnce,
            onLost: reportLoss,
            onCreated: announce,
        });
        return this.#store;
    }
}
function loadStore() {
    try {
        return requireFromHere('@spanwright/store');
    }
    catch (cause) {
        const message = 'Cannot load @spanwright/store, which keeps traces in a local file: npm install @spanwright/store.';
        throw new TracingError('STORE_UNAVAILABLE', message, { cause });
    }
}
function reportLoss(message) {
    reportFailure(STORING, new Error(message));
}
function announce({ path, committedByGit }) {
    const git = committedByGit ? ' (git would commit it: add it to .gitignore)' : '';
    info(`traces go to ${path}${git}; show them with: npx spanwright traces list`);
}
