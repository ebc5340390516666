import { Command } from 'commander';
import { dbBackupCommand } from './db-backup-command.ts';
import { dbCheckCommand } from './db-check-command.ts';
import { dbExportCommand } from './db-export-command.ts';
import { dbImportCommand } from './db-import-command.ts';
import { dbPricesCommand } from './db-prices-command.ts';
import { dbRetentionCommand } from './db-retention-command.ts';
import { dbStatsCommand } from './db-stats-command.ts';
import { dbVacuumCommand } from './db-vacuum-command.ts';

const SUBCOMMANDS = [
  dbStatsCommand,
  dbBackupCommand,
  dbCheckCommand,
  dbExportCommand,
  dbImportCommand,
  dbRetentionCommand,
  dbVacuumCommand,
  dbPricesCommand,
];

/** `spanwright db …`. */
export function dbCommand(): Command {
  const command = new Command('db').description('look after the trace database');
  for (const subcommand of SUBCOMMANDS) command.addCommand(subcommand());
  return command;
}
