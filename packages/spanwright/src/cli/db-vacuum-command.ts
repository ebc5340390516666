import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { formatBytes } from './format-bytes.ts';
import { printLines } from './print.ts';
import { withWritableStore } from './with-writable-store.ts';

/** `spanwright db vacuum`. */
export function dbVacuumCommand(): Command {
  return new Command('vacuum')
    .description('make the database as small as it can be; needs as much space again meanwhile')
    .addOption(databaseOption())
    .action(async ({ db }: { readonly db?: string }) =>
      withWritableStore(db, async (store) => {
        const before = await store.getStats();
        await store.vacuum();
        const after = await store.getStats();
        printLines([`${formatBytes(before.bytes)} became ${formatBytes(after.bytes)}.`]);
      }),
    );
}
