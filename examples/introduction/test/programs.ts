import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(__dirname, '..', 'src');

/** Needs the packages of OpenTelemetry's exporters: it is run among the wide tests. */
export const COLLECTOR = 'opentelemetry-collector.ts';

/** The examples: files that begin by saying what they show. The others only serve them. */
export const PROGRAMS: readonly string[] = readdirSync(SOURCES)
  .filter((file) => file !== COLLECTOR && readFileSync(join(SOURCES, file), 'utf8').startsWith('// '))
  .sort();

/** The output with everything replaced that is different each time. */
export function stable(text: string): string {
  return text
    .replace(/tr-[0-9a-f]{32}/g, 'tr-ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/\d+(\.\d+)? m?s +/g, 'DURATION  ')
    .replace(/(?:\n {4}at .*)+/g, '\n    at …');
}
