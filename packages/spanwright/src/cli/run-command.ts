import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { chooseDatabase } from './database-path.ts';
import { endLike, runProgram } from './run-program.ts';
import { withPreload } from './node-options.ts';

const HELP = `
The program runs as it is: input, output, signals and exit code are its own. Node processes that it
starts are traced too, so that npm scripts work.

Examples:
  $ spanwright run -- node app.js
  $ spanwright run -- npm start
  $ spanwright run --db traces.db -- npx tsx app.ts`;

/** `spanwright run -- node app.js`: the program with `mlflow.autolog()`, and no change to its code. */
export function runCommand(): Command {
  return new Command('run')
    .description('run a Node program and trace its GenAI calls')
    .usage('[options] -- <program> [arguments...]')
    .argument('<program...>', 'the program and its arguments')
    .addOption(databaseOption())
    .passThroughOptions()
    .addHelpText('after', HELP)
    .action(runTraced);
}

async function runTraced(command: readonly string[], { db }: { readonly db?: string }): Promise<void> {
  const env = {
    ...process.env,
    NODE_OPTIONS: withPreload(process.env['NODE_OPTIONS'], new URL('run-preload.js', import.meta.url)),
    ...(db !== undefined && { MLFLOW_TRACKING_URI: `sqlite:${chooseDatabase(db).path}` }),
  };
  endLike(await runProgram(command, env));
}
