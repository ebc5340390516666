import { type TraceInfo, traceInfoToJson } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import { Command, InvalidArgumentError } from 'commander';
import { renderTraceList, terminalStyle } from '../render/index.ts';
import { databaseOption } from './database-option.ts';
import { printJson, printLines } from './print.ts';
import { withStore } from './with-store.ts';

interface ListOptions {
  readonly limit: number;
  readonly json?: boolean;
  readonly db?: string;
}

const DEFAULT_LIMIT = 20;
const PAGE = 500;

/** `spanwright traces list`. */
export function tracesListCommand(): Command {
  return new Command('list')
    .description('list the newest traces')
    .option('--limit <n>', 'how many at most', positiveInteger, DEFAULT_LIMIT)
    .option('--json', "print an array of MLflow's trace information")
    .addOption(databaseOption())
    .action(listTraces);
}

async function listTraces({ limit, json, db }: ListOptions): Promise<void> {
  const traces = await withStore(db, (store) => newest(store, limit));
  if (json) printJson(traces.map(traceInfoToJson));
  else printLines(traces.length > 0 ? renderTraceList(traces, terminalStyle(process.stdout)) : ['No traces yet.']);
}

async function newest(store: TraceStore, limit: number): Promise<readonly TraceInfo[]> {
  const found: TraceInfo[] = [];
  let pageToken: string | undefined;
  do {
    const page = await store.listTraces({
      limit: Math.min(limit - found.length, PAGE),
      ...(pageToken && { pageToken }),
    });
    found.push(...page.traces);
    pageToken = page.nextPageToken;
  } while (pageToken && found.length < limit);
  return found;
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
