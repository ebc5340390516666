import type { Queries } from './queries.ts';

const LOST: readonly (readonly [what: string, sql: string])[] = [
  [
    'traces without their spans',
    `SELECT count(*) AS n FROM traces AS t
     WHERE EXISTS (SELECT 1 FROM spans WHERE trace = t.id) AND NOT EXISTS (SELECT 1 FROM payload WHERE trace = t.id)`,
  ],
  [
    'pieces of spans without their trace',
    'SELECT count(*) AS n FROM payload AS p WHERE NOT EXISTS (SELECT 1 FROM traces WHERE id = p.trace)',
  ],
];

/** Looks for rows that belong to nothing; returns what was found. The pages of the files are the server's business. */
export async function check(db: Queries): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [what, sql] of LOST) {
    const n = Number((await db.first(sql))?.['n']);
    if (n > 0) found.push(`${n} ${what}`);
  }
  return found;
}
