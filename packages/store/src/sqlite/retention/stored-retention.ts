import { checkRetention } from '../../check-retention.ts';
import type { Retention } from '../../retention.ts';
import type { Connection } from '../connection.ts';

const READ = "SELECT value FROM meta WHERE key = 'retention'";
const WRITE = "REPLACE INTO meta(key, value) VALUES ('retention', ?)";

/** The bounds that are set for a database; without such a one everything is kept. */
export function getRetention(connection: Connection): Retention {
  const value = connection.statement(READ).get()?.['value'];
  return typeof value === 'string' ? (JSON.parse(value) as Retention) : {};
}

/** Sets the bounds. Must run in a write transaction. */
export function setRetention(connection: Connection, retention: Retention): void {
  connection.statement(WRITE).run(JSON.stringify(checkRetention(retention)));
}
