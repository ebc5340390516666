import type { FoundModule } from './loaded-module.ts';

/** Hears of every loaded copy of the module that it is registered for. */
export type Listener = (found: FoundModule) => void;

/** What import-in-the-middle says of a module that it intercepted. */
export type ImportReport = readonly [
  fileUrl: string,
  namespace: object,
  specifier?: string,
  format?: string | undefined,
];

/** Everything that several copies of this package share, so that each hook is there once per process. */
export interface HookState {
  /** By the module's name. */
  readonly listeners: Map<string, Set<Listener>>;
  /** Names and files that somebody listens for; require-in-the-middle holds this very array. */
  readonly required: string[];
  /** By main file, packages whose path does not tell their name: linked ones. */
  readonly linked: Map<string, Pick<FoundModule, 'name' | 'directory'>>;
  removeRequireHook: (() => void) | undefined;
  /** Names of modules whose `import` is intercepted. */
  readonly imported: Set<string>;
  /** Where import hooks run; undefined as long as there are none. */
  importHooks: 'sync' | 'thread' | undefined;
  /** All that our import hook intercepted, for those who listen later. ES modules are never unloaded. */
  readonly importReports: ImportReport[];
  /** Main files of the copies of import-in-the-middle that other tools have and we listen to. */
  readonly reporting: Set<string>;
}

// The number is raised when the shape changes: copies of different shape then work side by side.
const KEY: unique symbol = Symbol.for('@spanwright/core/hook/1') as never;

function createState(): HookState {
  return {
    listeners: new Map(),
    required: [],
    linked: new Map(),
    removeRequireHook: undefined,
    imported: new Set(),
    importHooks: undefined,
    importReports: [],
    reporting: new Set(),
  };
}

/** The state of this process. */
export const hookState: HookState = ((globalThis as { [KEY]?: HookState })[KEY] ??= createState());

/** Tells everyone who listens for that module. */
export function announce(found: FoundModule): void {
  for (const listener of hookState.listeners.get(found.name) ?? []) listener(found);
}

/** Hears of that module from now on. Returns the undo. */
export function listen(name: string, listener: Listener): () => void {
  const listeners = hookState.listeners.get(name) ?? new Set();
  if (listeners.size === 0) hookState.required.push(name);
  hookState.listeners.set(name, listeners.add(listener));
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) forget(name);
  };
}

function forget(name: string): void {
  hookState.listeners.delete(name);
  for (const [file, linked] of hookState.linked) if (linked.name === name) hookState.linked.delete(file);
  const left = hookState.required.filter((entry) => hookState.listeners.has(entry) || hookState.linked.has(entry));
  hookState.required.splice(0, Number.POSITIVE_INFINITY, ...left);
  if (left.length > 0) return;
  hookState.removeRequireHook?.();
  hookState.removeRequireHook = undefined;
}
