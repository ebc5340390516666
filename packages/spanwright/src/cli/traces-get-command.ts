import { Trace } from '@spanwright/core/model';
import { Command } from 'commander';
import { renderTrace, terminalStyle } from '../render/index.ts';
import { databaseOption } from './database-option.ts';
import { findTrace } from './find-trace.ts';
import { printJson, printLines } from './print.ts';
import { withStore } from './with-store.ts';

interface GetOptions {
  readonly json?: boolean;
  readonly db?: string;
}

/** `spanwright traces get`. */
export function tracesGetCommand(): Command {
  return new Command('get')
    .description('show one trace as a tree')
    .argument('<id>', 'id of the trace, the beginning of it, or "latest"')
    .option('--json', "print the trace in MLflow's form")
    .addOption(databaseOption())
    .action(getTrace);
}

async function getTrace(id: string, { json, db }: GetOptions): Promise<void> {
  const trace = new Trace(await withStore(db, (store) => findTrace(store, id)));
  if (json) printJson(trace);
  else printLines(renderTrace(trace, terminalStyle(process.stdout)));
}
