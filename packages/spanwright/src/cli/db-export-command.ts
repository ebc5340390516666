import { traceToJson } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { printLines } from './print.ts';
import { withStore } from './with-store.ts';

const PAGE = 50;

/** `spanwright db export`. */
export function dbExportCommand(): Command {
  return new Command('export')
    .description("print every trace, a line of JSON in MLflow's form each, newest first")
    .addOption(databaseOption())
    .action(async ({ db }: { readonly db?: string }) => withStore(db, exportTraces));
}

async function exportTraces(store: TraceStore): Promise<void> {
  let pageToken: string | undefined;
  do {
    const page = await store.listTraces({ limit: PAGE, ...(pageToken !== undefined && { pageToken }) });
    const traces = await store.getTraces(page.traces.map(({ traceId }) => traceId));
    printLines(traces.map((trace) => JSON.stringify(traceToJson(trace))));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}
