import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { printLines } from './print.ts';
import { withStore } from './with-store.ts';

/** `spanwright db backup`. */
export function dbBackupCommand(): Command {
  return new Command('backup')
    .description('copy the database, also while programs write to it')
    .argument('<file>', 'the copy; it must not be there yet')
    .addOption(databaseOption())
    .action(async (file: string, { db }: { readonly db?: string }) => {
      await withStore(db, (store) => store.backup(file));
      printLines([`The database was copied to ${file}.`]);
    });
}
