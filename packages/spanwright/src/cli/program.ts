import { Command } from 'commander';
import { dbCommand } from './db-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { ownVersion } from './own-version.ts';
import { pushCommand } from './push-command.ts';
import { runCommand } from './run-command.ts';
import { serverCommand } from './server-command.ts';
import { spoolCommand } from './spool-command.ts';
import { tracesCommand } from './traces-command.ts';
import { uiCommand } from './ui-command.ts';

const EXAMPLES = `
Examples:
  $ spanwright run -- node app.js          trace a program without changing it
  $ spanwright traces list                 the newest traces
  $ spanwright traces get latest           the newest trace as a tree
  $ spanwright traces get tr-0af76 --json  one trace, by the beginning of its id
  $ spanwright ui                          the traces in the browser
  $ spanwright db backup copy.db           a copy of the database, also while programs write
  $ spanwright push --to http://mlflow     the traces to an MLflow server
  $ spanwright spool flush                 what waits for a server that was away
  $ spanwright doctor                      what is installed, and what will be traced`;

/** The whole command line. It throws instead of ending the process. */
export function createProgram(): Command {
  const program = new Command('spanwright')
    .description('Looks at the traces of GenAI programs, and makes them.')
    .version(ownVersion(), '--version')
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES);
  for (const command of [
    tracesCommand(),
    runCommand(),
    uiCommand(),
    serverCommand(),
    dbCommand(),
    pushCommand(),
    spoolCommand(),
    doctorCommand(),
  ])
    program.addCommand(command);
  return throwing(program);
}

/** Commander copies settings to subcommands only as they are made, which is before the program exists here. */
function throwing(command: Command): Command {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('(--help shows what can be said)');
  for (const subcommand of command.commands) throwing(subcommand);
  return command;
}
