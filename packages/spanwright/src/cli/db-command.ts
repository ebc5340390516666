import { Command } from 'commander';
import { dbBackupCommand } from './db-backup-command.ts';
import { dbCheckCommand } from './db-check-command.ts';
import { dbExportCommand } from './db-export-command.ts';
import { dbImportCommand } from './db-import-command.ts';

/** `spanwright db …`. */
export function dbCommand(): Command {
  const command = new Command('db').description('look after the trace database');
  for (const subcommand of [dbBackupCommand(), dbCheckCommand(), dbExportCommand(), dbImportCommand()])
    command.addCommand(subcommand);
  return command;
}
