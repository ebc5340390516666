import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type TraceData, type TraceJson, TracingError, traceFromJson } from '@spanwright/core/model';
import { openTraceStore, type TraceStore } from '@spanwright/store';
import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { chooseDatabase } from './database-path.ts';
import { printLines } from './print.ts';

const BATCH = 50;

/** `spanwright db import`. */
export function dbImportCommand(): Command {
  return new Command('import')
    .description(
      'store the traces of a file that "db export" has made; those that are there already are brought up to date',
    )
    .argument('<file>', 'a line of JSON for each trace')
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
  let count = 0;
  let batch: TraceData[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    batch.push(readTrace(line, ++count));
    if (batch.length < BATCH) continue;
    await store.append(batch);
    batch = [];
  }
  await store.append(batch);
  return count;
}

function readTrace(line: string, number: number): TraceData {
  try {
    return traceFromJson(JSON.parse(line) as TraceJson);
  } catch (cause) {
    const message = `Line ${number} is not a trace in MLflow's form: ${String(cause)}`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message, { cause });
  }
}
