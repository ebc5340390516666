import { importModule } from '#platform';
import type { LoaderThreadData } from './import-hook.ts';
import type { ResolveContext, ResolveResult } from './module-system.ts';

type NextResolve = (specifier: string, context?: object) => Promise<ResolveResult>;
type NextLoad = (url: string, context?: object) => Promise<object>;

interface Hook {
  applyOptions(options: { readonly include: readonly string[] }): void;
  resolve(specifier: string, context: ResolveContext, next: NextResolve): Promise<ResolveResult>;
  load(url: string, context: object, next: NextLoad): Promise<object>;
}

let data: LoaderThreadData = { hookUrl: '', names: [] };
let hook: Hook | undefined;

/** Called by Node.js in the thread of the loader hooks. */
export function initialize(given: LoaderThreadData): void {
  data = given;
}

/** Called by Node.js for every `import`. */
export async function resolve(specifier: string, context: ResolveContext, next: NextResolve): Promise<ResolveResult> {
  if (!hook && !data.names.includes(specifier)) return await next(specifier, context);
  hook ??= await loadImportInTheMiddle();
  return await hook.resolve(specifier, context, next);
}

/** Called by Node.js for every module that is imported. */
export async function load(url: string, context: object, next: NextLoad): Promise<object> {
  return await (hook ? hook.load(url, context, next) : next(url, context));
}

// Its own `initialize` warns where another tool has registered it before.
async function loadImportInTheMiddle(): Promise<Hook> {
  const createHookUrl = new URL('create-hook.mjs', data.hookUrl).href;
  const { createHook } = (await importModule(createHookUrl)) as { createHook(meta: { url: string }): Hook };
  const made = createHook({ url: data.hookUrl });
  made.applyOptions({ include: data.names });
  return made;
}
