import { now } from '../clock.js';
import { limits } from '../limits.js';
import { reportFailure } from '../logger.js';
import { buildTrace } from './build-trace.js';
import { ExportQueue } from './export-queue.js';
import { STORING } from './store-exporter.js';
const HOLD_MS = 2 ** 30;
/**
 * Carries finished traces to their exporters, off the program's calls: at most `exportDelayMs` after they ended,
 * in slices of at most `exportSliceMs`. Holds no process open; what is left at exit is exported by `closeSync`.
 */
export class Pipeline {
    #queue = new ExportQueue();
    #inFlight = new Set();
    #used = new Set();
    #timer;
    #ticking = false;
    /** Takes the spans of a trace that are ready. Cheap: called where the program's span ends. */
    push(trace, spans) {
        this.#queue.push(trace, spans);
        if (this.#queue.length >= limits.batchTraces || this.#queue.bytes >= limits.batchBytes)
            this.#soon();
        else
            this.#timer ??= setTimeout(() => this.#tick(), limits.exportDelayMs).unref();
    }
    /** Resolves once everything pushed before the call is durable, or has failed and was reported. */
    async flush() {
        // Exporters hold no process open; whoever awaits this does.
        const hold = setInterval(() => { }, HOLD_MS);
        try {
            await this.#drain();
        }
        finally {
            clearInterval(hold);
        }
    }
    /** At process exit: exports what is left and blocks until it is durable, at most `exitWaitMs` per exporter. */
    closeSync() {
        while (this.#queue.length > 0)
            this.#exportBatch(Infinity);
        for (const exporter of this.#used)
            exporter.closeSync?.(limits.exitWaitMs);
    }
    async #drain() {
        while (this.#queue.length > 0) {
            if (this.#inFlight.size >= limits.batchesInFlight)
                await Promise.race(this.#inFlight);
            else
                this.#exportBatch(Infinity);
        }
        await Promise.all(this.#inFlight);
    }
    #soon() {
        if (this.#ticking)
            return;
        this.#ticking = true;
        setImmediate(() => this.#tick()).unref();
    }
    #tick() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#ticking = false;
        // With too much in flight the next batch starts when one is done.
        if (this.#inFlight.size >= limits.batchesInFlight)
            return;
        this.#exportBatch(now() + limits.exportSliceMs);
        if (this.#queue.length > 0)
            this.#soon();
    }
    #exportBatch(untilMs) {
        const exporter = this.#queue.peek()?.trace.exporter;
        if (!exporter)
            return;
        const batch = [];
        const attachments = [];
        const lifted = exporter.saveAttachments && attachments;
        for (let bytes = 0; batch.length < limits.batchTraces && bytes < limits.batchBytes;) {
            const next = this.#queue.peek();
            if (next?.trace.exporter !== exporter || (batch.length > 0 && now() >= untilMs))
                break;
            this.#queue.shift();
            bytes += next.bytes;
            batch.push(buildTrace(next.trace, next.spans, lifted));
        }
        this.#send(exporter, batch, attachments);
    }
    #send(exporter, batch, attachments) {
        this.#used.add(exporter);
        const sent = exportSafely(exporter, batch, attachments);
        this.#inFlight.add(sent);
        void sent.then(() => {
            this.#inFlight.delete(sent);
            if (this.#queue.length > 0)
                this.#soon();
        });
    }
}
async function exportSafely(exporter, batch, attachments) {
    const saved = attachments.length > 0 ? saveSafely(exporter, attachments) : undefined;
    try {
        await exporter.export(batch);
    }
    catch (error) {
        reportFailure(STORING, error);
    }
    await saved;
}
// Apart from the traces: a trace without its pictures is better than none.
async function saveSafely(exporter, attachments) {
    try {
        await exporter.saveAttachments?.(attachments);
    }
    catch (error) {
        reportFailure('storing attachments', error);
    }
}
