import { url } from './built-in.ts';
import { owningPackage } from './package-info.ts';

/** Packages whose functions may stand between the program and us. */
const OURS = new Set(
  ['core', 'openai', 'langchain', 'llamaindex', 'agents', 'store', 'server'].map((name) => `@spanwright/${name}`),
).add('spanwright');

const DEPTH = 30;

/**
 * File of the code that called into Spanwright: the nearest function on the stack that is not in one of our packages.
 * A path for a CommonJS module, a file URL for an ES module; undefined where the stack does not tell. Takes
 * 0.4 ms: not for the call path.
 */
export function callerFile(): string | undefined {
  return stackFiles(DEPTH).find((file) => file !== undefined && !file.startsWith('node:') && !isOurs(file));
}

/** Whether a bundler has put this package's code into a file of the program's, or into text that the program evaluates. */
export function isBundled(): boolean {
  bundled ??= stackFiles(1).some((file) => file === undefined || !isOurs(file));
  return bundled;
}

let bundled: boolean | undefined;

/** The files of the functions on the stack, innermost first; undefined for text that is evaluated. */
function stackFiles(depth: number): readonly (string | undefined)[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = depth;
    Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFileName() ?? undefined);
    const holder: { stack?: unknown } = {};
    Error.captureStackTrace(holder, stackFiles);
    return [...new Set(holder.stack as readonly (string | undefined)[])];
  } catch {
    return [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function isOurs(file: string): boolean {
  const { name } = owningPackage(file.startsWith('file:') ? url.fileURLToPath(file) : file) ?? {};
  return name !== undefined && OURS.has(name);
}
