import { importModule } from '#platform';
import type { LoaderThreadData } from './import-hook.ts';
import { hasOurMark, withOurMark, withTheirMark } from './import-mark.ts';
import type { ResolveContext, ResolveResult } from './module-system.ts';

type NextResolve = (specifier: string, context?: object) => Promise<ResolveResult>;
type NextLoad = (url: string, context?: object) => Promise<object>;

interface Hook {
  applyOptions(options: { readonly include: readonly string[] }): void;
  resolve(specifier: string, context: ResolveContext, next: NextResolve): Promise<ResolveResult>;
  load(url: string, context: object, next: NextLoad): Promise<object>;
}

let data: LoaderThreadData = { createHookUrl: '', hookUrl: '', names: [] };
let hook: Hook | undefined;
let loading: Promise<Hook> | undefined;
const made = new Map<string, Promise<object>>();

/** Called by Node.js in the thread of the loader hooks. */
export function initialize(given: LoaderThreadData): void {
  data = given;
}

/** Called by Node.js for every `import`. */
export async function resolve(specifier: string, context: ResolveContext, next: NextResolve): Promise<ResolveResult> {
  const own = data.names.includes(specifier);
  // Several imports of one file are resolved at once: they must share one hook, which remembers what it has resolved.
  if (own) hook = await (loading ??= loadImportInTheMiddle());
  if (!hook) return await next(specifier, context);
  const result = await hook.resolve(specifier, context, next);
  return own ? { ...result, url: withOurMark(result.url) } : result;
}

/** Called by Node.js for every module that is imported. */
export async function load(url: string, context: object, next: NextLoad): Promise<object> {
  if (!hook) return await next(url, context);
  if (!hasOurMark(url)) return await hook.load(url, context, next);
  // Other tools load it to read it before it is loaded to run, and import-in-the-middle makes it only once.
  const result = made.get(url) ?? hook.load(withTheirMark(url), context, next);
  made.set(url, result);
  return await result;
}

// Its own `initialize` warns where another tool has registered it before.
async function loadImportInTheMiddle(): Promise<Hook> {
  const { createHook } = (await importModule(data.createHookUrl)) as { createHook(meta: { url: string }): Hook };
  const made = createHook({ url: data.hookUrl });
  made.applyOptions({ include: data.names });
  return made;
}
