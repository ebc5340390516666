import type { StoreStats } from '../../retention.ts';
import type { Connection } from '../connection.ts';

// 16 MB: a tenth of a second.
const PAGES_PER_SLICE = 2000;
// So many free pages are kept for the traces that come next: moving pages costs more than their space.
const SPARE_PAGES = 256;

const TRACES = 'SELECT count(*) AS traces, min(ts) AS oldest, max(ts) AS newest FROM traces';
const SPANS = 'SELECT count(*) AS n FROM spans';
const EXPERIMENTS = 'SELECT count(*) AS n FROM experiments';

/** Bytes of the database that hold something. */
export function usedBytes(connection: Connection): number {
  return (pragma(connection, 'page_count') - pragma(connection, 'freelist_count')) * pragma(connection, 'page_size');
}

/** Gives some of the free space back to the file system; returns whether there is more. */
export function giveBack(connection: Connection): boolean {
  if (pragma(connection, 'freelist_count') <= SPARE_PAGES) return false;
  connection.write(() => connection.statement(`PRAGMA incremental_vacuum(${PAGES_PER_SLICE})`).all());
  if (pragma(connection, 'freelist_count') > SPARE_PAGES) return true;
  // The file is cut when what was written ahead is put into it; a reader may be in the way, then the next one does.
  connection.statement('PRAGMA wal_checkpoint(TRUNCATE)').all();
  return false;
}

/** Rewrites the whole database as small as it can be. Needs as much space again meanwhile. */
export function vacuum(connection: Connection): void {
  connection.alone(() => {
    connection.statement('VACUUM').all();
    connection.statement('PRAGMA wal_checkpoint(TRUNCATE)').all();
  });
}

/** What the database holds. */
export function getStats(connection: Connection): StoreStats {
  return connection.read(() => {
    const { traces, oldest, newest } = connection.statement(TRACES).get() ?? {};
    const count = (sql: string): number => Number(connection.statement(sql).get()?.['n']);
    const pageSize = pragma(connection, 'page_size');
    return {
      traces: Number(traces),
      spans: count(SPANS),
      experiments: count(EXPERIMENTS),
      bytes: pragma(connection, 'page_count') * pageSize,
      freeBytes: pragma(connection, 'freelist_count') * pageSize,
      ...(typeof oldest === 'number' && { oldestMs: oldest }),
      ...(typeof newest === 'number' && { newestMs: newest }),
    };
  });
}

function pragma(connection: Connection, name: string): number {
  return Number(connection.statement(`PRAGMA ${name}`).get()?.[name]);
}
