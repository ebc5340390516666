import type { Connection } from './connection.ts';

const READ = "SELECT CAST(value AS INTEGER) AS id FROM meta WHERE key = 'posted_upto'";
const WRITE = "UPDATE meta SET value = ? WHERE key = 'posted_upto'";

/** The last `traces.id` whose postings are written with it; those of the traces behind it follow later. */
export function postedUpto(connection: Connection): number {
  return Number(connection.statement(READ).get()?.['id'] ?? 0);
}

/** Remembers how far the postings are. */
export function setPostedUpto(connection: Connection, id: number): void {
  connection.statement(WRITE).run(String(id));
}
