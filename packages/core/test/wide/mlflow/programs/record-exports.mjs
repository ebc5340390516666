// Preload: writes every trace that is exported into the file that RECORDED_FILE names, one line each, on its way.
import { appendFileSync } from 'node:fs';
import { currentExporter, setTraceExporter } from '@spanwright/core/kit';
import { traceToJson } from '@spanwright/core/model';

const exporter = currentExporter();

setTraceExporter({
  export: (traces) => {
    for (const trace of traces) appendFileSync(process.env.RECORDED_FILE, `${JSON.stringify(traceToJson(trace))}\n`);
    return exporter.export(traces);
  },
  saveAttachments: (attachments) => exporter.saveAttachments(attachments),
  flush: () => exporter.flush(),
  closeSync: (timeoutMs) => exporter.closeSync(timeoutMs),
  drainSync: (timeoutMs) => exporter.drainSync(timeoutMs),
  close: () => exporter.close(),
});
