import { randomUUID } from 'node:crypto';
import type { Connection } from '../connection.ts';

// A process that has died in its turn holds up the others as long.
const TURN_MS = 10_000;

// Tells this thread from those of other processes.
const SELF = randomUUID();

const READ = "SELECT value FROM meta WHERE key = 'text_indexer'";
const TAKE = "INSERT OR REPLACE INTO meta(key, value) VALUES ('text_indexer', ?)";

/**
 * Takes the turn to index for a while, so that processes which share a database do not all index the same traces. Must
 * run in a write transaction.
 * @returns false while it is another's turn.
 */
export function takeTurn(connection: Connection): boolean {
  const now = Date.now();
  const [until = '', holder] = String(connection.statement(READ).get()?.['value'] ?? '').split(' ');
  const left = Number(until) - now;
  // More than a whole turn: the clock was put back.
  if (holder !== SELF && left > 0 && left <= TURN_MS) return false;
  connection.statement(TAKE).run(`${now + TURN_MS} ${SELF}`);
  return true;
}
