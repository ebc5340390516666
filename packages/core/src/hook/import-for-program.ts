import { importModule, requireFromHere } from '#platform';
import { TracingError } from '../model/index.ts';
import { url } from './built-in.ts';
import { programCopies } from './installed-copy.ts';
import { parseModuleName } from './module-name.ts';
import { programFiles } from './program-file.ts';
import { resolveEntry } from './resolve-entry.ts';

/** A module as the program gets it. */
export interface ProgramModule {
  readonly exports: object;
  readonly packageName: string;
  readonly version: string | undefined;
}

/**
 * Loads a module on the program's behalf, in the format that the program itself is in.
 * @param caller file or file URL of the program's code that asks for it
 * @throws TracingError RESOURCE_DOES_NOT_EXIST where the program cannot load it.
 */
export async function importForProgram(name: string, caller?: string): Promise<ProgramModule> {
  const files = programFiles(caller);
  const format = files[0]?.esm === false ? 'commonjs' : 'esm';
  const [info] = programCopies(name, files);
  const { packageName, subpath } = parseModuleName(name);
  const file = info && resolveEntry(info, subpath, format);
  if (file === undefined) {
    const message = `The module "${name}" is not installed here: npm install ${packageName}.`;
    throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
  }
  const exports: unknown = format === 'esm' ? await importModule(url.pathToFileURL(file).href) : requireFromHere(file);
  return { exports: exports as object, packageName, version: info?.version };
}

/** Version of a package that the program would load; undefined where it has none. Nothing is loaded. */
export function programVersion(packageName: string): string | undefined {
  return programCopies(packageName, programFiles(undefined))[0]?.version;
}
