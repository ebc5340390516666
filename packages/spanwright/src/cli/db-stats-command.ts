import type { Retention, StoreStats } from '@spanwright/store';
import { Command } from 'commander';
import { formatTime } from '../render/format-time.ts';
import { databaseOption } from './database-option.ts';
import { formatBytes } from './format-bytes.ts';
import { printJson, printLines } from './print.ts';
import { retentionLine } from './retention-line.ts';
import { withStore } from './with-store.ts';

/** `spanwright db stats`. */
export function dbStatsCommand(): Command {
  return new Command('stats')
    .description('what the database holds')
    .option('--json', 'as JSON')
    .addOption(databaseOption())
    .action(async ({ db, json }: { readonly db?: string; readonly json?: true }) => {
      const [stats, retention] = await withStore(db, async (store) => [
        await store.getStats(),
        await store.getRetention(),
      ]);
      if (json) printJson({ ...stats, retention });
      else printLines(linesOf(stats, retention));
    });
}

function linesOf(stats: StoreStats, retention: Retention): readonly string[] {
  const { traces, spans, experiments, bytes, freeBytes, oldestMs, newestMs } = stats;
  return [
    `${traces} traces with ${spans} spans in ${experiments} ${experiments === 1 ? 'experiment' : 'experiments'}`,
    ...(oldestMs === undefined || newestMs === undefined
      ? []
      : [`from ${formatTime(oldestMs)} to ${formatTime(newestMs)}`]),
    `${formatBytes(bytes)} on the disk, ${formatBytes(freeBytes)} of them free`,
    retentionLine(retention),
  ];
}
