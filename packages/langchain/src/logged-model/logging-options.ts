import type { AutologOptions } from '@spanwright/core/kit';

/** Options of `langchain.autolog()`, beside those that all integrations take. */
export interface LangchainAutologOptions extends AutologOptions {
  /** Logs each runnable that is invoked as a model, once per instance. Default false. */
  readonly logModels?: boolean;
  /** Keeps the first input of a logged model with it, and infers its signature. Default false. */
  readonly logInputExamples?: boolean;
  /** Infers the signature of a logged model without keeping an input. Default false. */
  readonly logModelSignatures?: boolean;
  /** Registers each logged model as a new version of this name. */
  readonly registeredModelName?: string;
  /** Tags for the runs that models are logged in. */
  readonly extraTags?: { readonly [key: string]: string };
}
