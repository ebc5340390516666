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
  return [...new Set(stackFiles())].find((file) => !isOurs(file));
}

function stackFiles(): string[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = DEPTH;
    Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFileName());
    const holder: { stack?: unknown } = {};
    Error.captureStackTrace(holder, stackFiles);
    const files = holder.stack as readonly (string | null | undefined)[];
    return files.filter((file) => typeof file === 'string').filter((file) => !file.startsWith('node:'));
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
