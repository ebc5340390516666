import type { JsonObject } from './json.ts';

/** A model that was logged: what can be loaded again and run, and what traces and runs are linked to. */
export interface LoggedModel {
  /** `m-` and 32 hex digits. */
  readonly modelId: string;
  readonly name: string;
  /** Where it belongs; undefined while only the experiment's name is known. */
  readonly experimentId?: string;
  readonly experimentName?: string;
  /** The run that it was logged in. */
  readonly sourceRunId?: string;
  readonly status: 'READY';
  /** Milliseconds since the Unix epoch. */
  readonly creationTimeMs: number;
  readonly tags: { readonly [key: string]: string };
  readonly params: { readonly [key: string]: string };
  /** How it can be loaded, by flavor; empty for a model that has no files. */
  readonly flavors: JsonObject;
}

/** One version of a registered model. */
export interface ModelVersion {
  readonly name: string;
  /** Counts from 1. */
  readonly version: number;
  readonly modelId: string;
  /** Milliseconds since the Unix epoch. */
  readonly creationTimeMs: number;
}
