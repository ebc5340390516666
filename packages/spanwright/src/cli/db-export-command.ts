import { type TraceData, fitsOtlp, traceToJson, traceToOtlp } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import { Command, Option } from 'commander';
import { databaseOption } from './database-option.ts';
import { printError, printLines } from './print.ts';
import { withStore } from './with-store.ts';

const PAGE = 50;

type Format = 'jsonl' | 'otlp';

/** `spanwright db export`. */
export function dbExportCommand(): Command {
  return new Command('export')
    .description('print every trace, a line of JSON each, newest first')
    .addOption(
      new Option('--format <format>', "jsonl: MLflow's form, with everything; otlp: spans for OpenTelemetry's tools")
        .choices(['jsonl', 'otlp'])
        .default('jsonl'),
    )
    .addOption(databaseOption())
    .action(async ({ db, format }: { readonly db?: string; readonly format: Format }) =>
      withStore(db, (store) => exportTraces(store, format)),
    );
}

async function exportTraces(store: TraceStore, format: Format): Promise<void> {
  let leftOut = 0;
  for await (const traces of pages(store)) {
    const fitting = format === 'otlp' ? traces.filter(fitsOtlp) : traces;
    leftOut += traces.length - fitting.length;
    printLines(fitting.map((trace) => JSON.stringify(format === 'otlp' ? traceToOtlp(trace) : traceToJson(trace))));
  }
  if (leftOut > 0) printError(`${leftOut} traces were left out: OTLP cannot hold traces without spans, nor other ids.`);
}

async function* pages(store: TraceStore): AsyncGenerator<readonly TraceData[]> {
  let pageToken: string | undefined;
  do {
    const page = await store.listTraces({ limit: PAGE, ...(pageToken !== undefined && { pageToken }) });
    yield await store.getTraces(page.traces.map(({ traceId }) => traceId));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}
