import { fs, path, url } from './built-in.ts';
import { requireFromHere } from '#platform';
import { nearestPackage } from './package-info.ts';

/** A file of the program from which it may resolve a module. */
export interface ProgramFile {
  /** Absolute path. */
  readonly file: string;
  /** Whether it runs as an ES module. */
  readonly esm: boolean;
}

/** The files that stand for the program: the one that called `autolog()`, and the one that `node` was started with. */
export function programFiles(caller: string | undefined): ProgramFile[] {
  return [callerProgramFile(caller), entryFile()].filter((file) => file !== undefined);
}

/** Where to look for modules when no file of the program can see them. */
export function workingDirectoryFile(): string {
  return path.join(process.cwd(), 'index.js');
}

/** Whether `import` of that file makes an ES module, as its extension and the nearest `package.json` say. */
export function isEsModuleFile(file: string): boolean {
  const extension = path.extname(file);
  if (extension === '.mjs' || extension === '.mts') return true;
  if (extension === '.cjs' || extension === '.cts') return false;
  return nearestPackage(file)?.type === 'module';
}

function callerProgramFile(caller: string | undefined): ProgramFile | undefined {
  if (caller === undefined) return undefined;
  // In stacks ES modules have URLs and CommonJS modules have paths, whatever the extension was before compilation.
  if (!caller.startsWith('file:')) return { file: caller, esm: path.extname(caller) === '.mjs' };
  return { file: url.fileURLToPath(caller), esm: true };
}

function entryFile(): ProgramFile | undefined {
  const [, argument] = process.argv;
  if (argument === undefined) return undefined;
  const file = realEntry(argument);
  return file === undefined ? undefined : { file, esm: isEsModuleFile(file) };
}

function realEntry(argument: string): string | undefined {
  try {
    return fs.realpathSync(argument);
  } catch {
    return withoutExtension(argument);
  }
}

/** `node app` starts `app.js`. */
function withoutExtension(argument: string): string | undefined {
  try {
    return requireFromHere.resolve(argument);
  } catch {
    return undefined;
  }
}
