import { reportFailure } from '../logger.js';
/** Exports to several targets. One that fails does not hold up the others. */
export class MultiExporter {
    #targets;
    constructor(targets) {
        this.#targets = targets;
    }
    async export(traces) {
        const results = await Promise.allSettled(this.#targets.map((target) => target.export(traces)));
        results.forEach((result, index) => {
            if (result.status === 'rejected')
                reportFailure(`storing traces at target ${index + 1}`, result.reason);
        });
    }
    async saveAttachments(attachments) {
        await Promise.all(this.#targets.map(async (target) => target.saveAttachments?.(attachments)));
    }
    closeSync(timeoutMs) {
        for (const target of this.#targets)
            target.closeSync?.(timeoutMs);
    }
    async close() {
        await Promise.all(this.#targets.map((target) => target.close()));
    }
}
