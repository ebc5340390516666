import { moduleClass, requireFromHere } from '#platform';

/** What a resolve hook is told. */
export interface ResolveContext {
  readonly conditions?: readonly string[];
  readonly parentURL?: string;
}

/** What a resolve hook answers. */
export interface ResolveResult {
  readonly url: string;
  readonly format?: string | null;
}

/** A synchronous resolve hook. */
export type Resolve = (
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context?: object) => ResolveResult,
) => ResolveResult;

/** A synchronous load hook. */
export type Load = (url: string, context: object, next: (url: string, context?: object) => object) => object;

/** `require` as all CommonJS modules inherit it. */
export type InheritedRequire = (this: NodeJS.Module, ...args: [id: string]) => unknown;

/** What hooks need of `node:module`. Not every version has every member. */
export interface ModuleSystem {
  readonly prototype: { require: InheritedRequire };
  readonly register?: (url: string, options: { readonly data: unknown }) => void;
  readonly registerHooks?: (hooks: { readonly resolve?: Resolve; readonly load?: Load }) => unknown;
}

/** Node.js's module system; undefined in hosts with one of their own, such as jest, whose hooks never fire. */
export function nodeModuleSystem(): ModuleSystem | undefined {
  const system = requireFromHere('node:module') as ModuleSystem;
  // jest puts a subclass in its place, whose `register` throws.
  return Object.hasOwn(system.prototype, 'require') ? system : undefined;
}

/** What CommonJS modules inherit; undefined in hosts with a module system of their own. */
export function modulePrototype(): ModuleSystem['prototype'] | undefined {
  const { prototype } = moduleClass as ModuleSystem;
  return Object.hasOwn(prototype, 'require') ? prototype : undefined;
}

/** First minor and patch version whose synchronous hooks import-in-the-middle can use, by major. */
const FIRST_WITH_SYNC_HOOKS: { readonly [major: number]: readonly [minor: number, patch: number] } = {
  22: [22, 3],
  24: [11, 1],
  25: [1, 0],
};

/**
 * Whether import hooks can run in the program's own thread on that version of Node.js. Repeats import-in-the-middle's
 * `supportsSyncHooks`, whose loading takes longer than all the rest.
 */
export function supportsSyncHooks(version: string = process.versions.node): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major >= 26) return true;
  const first = FIRST_WITH_SYNC_HOOKS[major];
  return first !== undefined && (minor > first[0] || (minor === first[0] && patch >= first[1]));
}
