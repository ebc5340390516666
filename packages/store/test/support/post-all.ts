import { loadDriver } from '../../src/sqlite/load-driver.ts';
import { openDatabase } from '../../src/sqlite/open-database.ts';
import { sumUp } from '../../src/sqlite/summaries/sum-up.ts';

const ALL = 1_000_000;

/** Does what a store does behind its writes, as another program would: postings and sums of all traces. */
export function postAll(path: string): void {
  const patience = { timeoutMs: 5000, giveUp: () => false };
  const { connection } = openDatabase(
    loadDriver(() => {}),
    { path, mode: 'write' },
    patience,
  );
  connection.write(() => sumUp(connection, ALL));
  connection.close();
}
