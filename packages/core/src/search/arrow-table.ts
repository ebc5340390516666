import { requireFromHere } from '#platform';
import { findPackage } from '../find-package.ts';
import { fs } from '../hook/built-in.ts';
import { callerFile } from '../hook/caller-file.ts';
import { programFiles } from '../hook/program-file.ts';
import { TracingError } from '../model/index.ts';

/** The part of `apache-arrow`'s `Table` that is named here; the value is that class's instance. */
export interface ArrowTable {
  readonly numRows: number;
  readonly numCols: number;
  getChild(name: string): { get(row: number): unknown } | null;
  toArray(): readonly unknown[];
}

interface ArrowModule {
  readonly Utf8: new () => unknown;
  readonly Float64: new () => unknown;
  tableFromArrays(columns: { readonly [name: string]: unknown }): ArrowTable;
  vectorFromArray(values: readonly unknown[], type: unknown): unknown;
}

const NUMBERS: ReadonlySet<string> = new Set(['request_time', 'execution_duration']);
const TEXTS: ReadonlySet<string> = new Set(['trace_id', 'client_request_id', 'state']);

/** Makes an Arrow table; `apache-arrow` is loaded by the first one. */
export function toArrowTable(columns: readonly string[], rows: readonly object[]): ArrowTable {
  const arrow = loadArrow();
  const vectors = columns.map((column) => {
    const values = rows.map((row) => cell(column, (row as { readonly [name: string]: unknown })[column]));
    return [column, arrow.vectorFromArray(values, NUMBERS.has(column) ? new arrow.Float64() : new arrow.Utf8())];
  });
  return arrow.tableFromArrays(Object.fromEntries(vectors) as { readonly [name: string]: unknown });
}

function cell(column: string, value: unknown): unknown {
  if (value === null || NUMBERS.has(column) || TEXTS.has(column)) return value;
  return JSON.stringify(value);
}

function loadArrow(): ArrowModule {
  const file = findPackage('apache-arrow');
  // The very copy that the program has: classes of another one are foreign to it.
  if (file !== undefined) return requireFromHere(entryOfProgram(file)) as ArrowModule;
  throw new TracingError('INVALID_PARAMETER_VALUE', 'toArrow needs a package: npm install apache-arrow.');
}

/** Of the two forms of the package's entry, which stand side by side, the one that the calling code has. */
function entryOfProgram(file: string): string {
  const module = file.replace(/\.js$/, '.mjs');
  const [caller] = programFiles(callerFile());
  return caller?.esm === true && fs.existsSync(module) ? module : file;
}
