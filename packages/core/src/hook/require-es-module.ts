import { moduleClass, requireFromHere } from '#platform';
import { fs } from './built-in.ts';

interface CompiledModule {
  filename: string;
  readonly exports: unknown;
  _compile?(source: string, file: string, format: 'module'): void;
}

/**
 * The ES module of a file as `import` gives it, loaded here and now where it is not loaded yet. Throws where it cannot
 * be had without waiting: it is being imported at this moment, or awaits something at its top level.
 */
export function requireEsModule(file: string): unknown {
  return compile(file) ?? requireFromHere(file);
}

/**
 * What `require` of an ES module does in the end, past the compilers that tools such as tsx put before it: these make a
 * CommonJS module of it, a second copy that the program never sees.
 */
function compile(file: string): unknown {
  const module = new (moduleClass as new (file: string) => CompiledModule)(file);
  if (typeof module._compile !== 'function') return undefined;
  module.filename = file;
  module._compile(fs.readFileSync(file, 'utf8'), file, 'module');
  return module.exports;
}
