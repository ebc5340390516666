import { ended, startProgram } from './run-program.ts';
import { querySql } from './sql.ts';
import { traceIdOf } from './traces.ts';

const LONGEST_MS = 120;
const SPANS = 10;

/** Something that a kill has done to the database. */
export interface Harm {
  readonly round: number;
  readonly harm: string;
}

/**
 * Starts a writer on one database again and again, and kills it at a random moment after its first commit.
 * @returns traces that it was told to be stored and that are not there whole, and damage of the file.
 */
export async function killWriters(path: string, rounds: number): Promise<readonly Harm[]> {
  const harms: Harm[] = [];
  for (let round = 0; round < rounds; round++) {
    const child = startProgram('append-forever.mjs', [path, String(round * 100_000)]);
    child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * LONGEST_MS));
    const { signal, stdout } = await ended(child);
    const acknowledged = stdout.split('\n').slice(0, -1).map(Number);
    if (signal !== 'SIGKILL' || acknowledged.length === 0) harms.push({ round, harm: `it ended by ${signal}` });
    harms.push(...harmTo(path, acknowledged).map((harm) => ({ round, harm })));
  }
  return harms;
}

function harmTo(path: string, acknowledged: readonly number[]): readonly string[] {
  const rows = querySql(
    path,
    `SELECT lower(hex(t.trace_id)) AS id, count(*) AS n FROM traces AS t JOIN spans AS s ON s.id >> 20 = t.id
     WHERE EXISTS (SELECT 1 FROM payload AS p WHERE p.id >> 20 = t.id) GROUP BY t.id`,
  );
  const spans = new Map(rows.map(({ id, n }) => [`tr-${String(id)}`, Number(n)]));
  const lost = acknowledged.filter((n) => spans.get(traceIdOf(n)) !== SPANS);
  const [first] = querySql(path, 'PRAGMA integrity_check');
  return [
    ...lost.map((n) => `trace ${n} is not there`),
    ...(first?.['integrity_check'] === 'ok' ? [] : [String(first?.['integrity_check'])]),
  ];
}
