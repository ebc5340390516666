/** How a loaded copy of a module came to be known. */
export type FoundBy = 'require.cache' | 'require hook' | 'require(esm)' | 'import hook' | 'given';

/** Which of Node.js's two module systems made a copy. */
export type ModuleFormat = 'esm' | 'commonjs';

/** What a technique found: a copy of a module that is loaded. */
export interface FoundModule {
  /** As it is required or imported: `openai`, `@langchain/core/callbacks/manager`. */
  readonly name: string;
  readonly exports: object;
  /** Folder of the package; undefined where nothing tells it. */
  readonly directory: string | undefined;
  readonly format: ModuleFormat;
  readonly foundBy: FoundBy;
}

/** One loaded copy of a module. */
export interface LoadedModule extends FoundModule {
  /** As in the package's `package.json`, which is read from its folder: few packages export the file. */
  readonly version: string | undefined;
}
