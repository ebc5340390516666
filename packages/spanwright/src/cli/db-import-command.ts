import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { TraceData } from '@spanwright/core/model';
import { openTraceStore, type TraceStore } from '@spanwright/store';
import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { chooseDatabase } from './database-path.ts';
import { printLines } from './print.ts';
import { readTraces } from './read-traces.ts';

const BATCH = 50;

/** `spanwright db import`. */
export function dbImportCommand(): Command {
  return new Command('import')
    .description(
      'store the traces of a file that "db export" or a collector has made; those that are there are brought up to date',
    )
    .argument('<file>', "a line of JSON for each trace, in MLflow's form or as OTLP")
    .addOption(databaseOption())
    .action(async (file: string, { db }: { readonly db?: string }) => {
      const store = openTraceStore({ path: chooseDatabase(db).path });
      try {
        printLines([`${await importTraces(store, file)} traces were stored.`]);
      } finally {
        await store.close();
      }
    });
}

async function importTraces(store: TraceStore, file: string): Promise<number> {
  const ids = new Set<string>();
  let lines = 0;
  let batch: TraceData[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines++;
    if (line.trim() === '') continue;
    const traces = readTraces(line, lines);
    for (const { info } of traces) ids.add(info.traceId);
    batch.push(...traces);
    if (batch.length < BATCH) continue;
    await store.append(batch);
    batch = [];
  }
  await store.append(batch);
  return ids.size;
}
