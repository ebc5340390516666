import { TracingError } from '@spanwright/core/model';
import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { printLines } from './print.ts';
import { withStore } from './with-store.ts';

const ADVICE =
  'The file is left as it is. What can still be read: "spanwright db export > traces.jsonl", then ' +
  '"spanwright db import traces.jsonl --db new.db".';

/** `spanwright db check`. */
export function dbCheckCommand(): Command {
  return new Command('check')
    .description('look for damage of the database')
    .addOption(databaseOption())
    .action(async ({ db }: { readonly db?: string }) => {
      const found = await withStore(db, (store) => store.check());
      if (found.length > 0) throw new TracingError('STORE_CORRUPT', `${found.join('; ')}. ${ADVICE}`);
      printLines(['The database is sound.']);
    });
}
