import { createRun } from './backend-runs.ts';
import {
  getModel,
  listModels,
  modelVersions,
  readModelFile,
  registerModel,
  reserveModel,
  saveModel,
} from './server-models.ts';

/** What can be asked of a server by a program that stands still for it. */
export interface SyncFunctions {
  readonly createRun: typeof createRun;
  readonly reserveModel: typeof reserveModel;
  readonly saveModel: typeof saveModel;
  readonly getModel: typeof getModel;
  readonly listModels: typeof listModels;
  readonly readModelFile: typeof readModelFile;
  readonly registerModel: typeof registerModel;
  readonly modelVersions: typeof modelVersions;
}

/** The functions, by name. */
export const SYNC_WORK: SyncFunctions = {
  createRun,
  reserveModel,
  saveModel,
  getModel,
  listModels,
  readModelFile,
  registerModel,
  modelVersions,
};

/** One of them. */
export type SyncWork = keyof SyncFunctions;

/** What one of them takes, behind the client. */
export type SyncArguments<W extends SyncWork> =
  Parameters<SyncFunctions[W]> extends [unknown, ...infer Rest] ? Rest : never;

/** What one of them gives. */
export type SyncResult<W extends SyncWork> = Awaited<ReturnType<SyncFunctions[W]>>;

/** A call, as it crosses to the thread. */
export interface SyncCall {
  readonly id: number;
  readonly work: SyncWork;
  readonly args: readonly unknown[];
}

/** What came of it. */
export interface SyncReply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}
