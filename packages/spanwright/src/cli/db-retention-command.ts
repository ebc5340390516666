import type { Retention } from '@spanwright/store';
import { Command } from 'commander';
import { databaseOption } from './database-option.ts';
import { parseAge, parseCount, parseSize } from './parse-amount.ts';
import { printLines } from './print.ts';
import { retentionLine } from './retention-line.ts';
import { withStore } from './with-store.ts';
import { withWritableStore } from './with-writable-store.ts';

interface Options {
  readonly db?: string;
  readonly maxAge?: number;
  readonly maxTraces?: number;
  readonly maxSize?: number;
  readonly off?: true;
}

/** `spanwright db retention`. */
export function dbRetentionCommand(): Command {
  return new Command('retention')
    .description('how much the database keeps; with options, set it and delete the oldest traces past it')
    .option('--max-age <age>', 'how long, such as 30d or 12h', parseAge)
    .option('--max-traces <number>', 'how many', parseCount)
    .option('--max-size <size>', 'how large, such as 2GB', parseSize)
    .option('--off', 'keep everything again')
    .addOption(databaseOption())
    .action(run);
}

async function run({ db, maxAge, maxTraces, maxSize, off }: Options): Promise<void> {
  const retention: Retention = {
    ...(maxAge !== undefined && { maxAgeMs: maxAge }),
    ...(maxTraces !== undefined && { maxTraces }),
    ...(maxSize !== undefined && { maxBytes: maxSize }),
  };
  if (!off && Object.keys(retention).length === 0) {
    printLines([retentionLine(await withStore(db, (store) => store.getRetention()))]);
    return;
  }
  await withWritableStore(db, async (store) => {
    await store.setRetention(off ? {} : retention);
    printLines([retentionLine(await store.getRetention())]);
    const deleted = await store.applyRetention();
    if (deleted > 0) printLines([`${deleted} traces were deleted.`]);
  });
}
