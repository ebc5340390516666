import { type JsonValue, TracingError } from '@spanwright/core';
import { type ModelToSave, programVersion, type SavedModel, saveModel } from '@spanwright/core/kit';
import { Describer } from './describe.ts';
import type { Description } from './description.ts';
import { NotSerializable } from './not-serializable.ts';

/** Name of the file that holds the description, and of the flavor that says so. */
export const MODEL_FILE = 'langchain.json';
const FLAVOR = 'langchain_js';

/** A runnable that can be stored. */
export interface DescribedModel {
  readonly description: Description;
  readonly describer: Describer;
}

/** Describes a runnable as it is now. Throws `NotSerializable`. */
export function describeModel(runnable: unknown): DescribedModel {
  const describer = new Describer();
  const description = describer.describe(runnable);
  if (description === undefined) throw new NotSerializable('nothing');
  return { description, describer };
}

/** `describeModel` for callers who asked for it. Throws a `TracingError` that says why it cannot be. */
export function describedOrThrow(runnable: unknown): DescribedModel {
  try {
    return describeModel(runnable);
  } catch (cause) {
    if (!(cause instanceof NotSerializable)) throw cause;
    const message = `The model cannot be logged: ${cause.message}. What can be: prompts, chat models, parsers, sequences of them.`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message, { cause });
  }
}

/** What is stored beside the description. */
export type ModelDetails = Omit<ModelToSave, 'flavors' | 'files'>;

/** Stores a described runnable with its dependencies. No secret of it is written. */
export function saveDescribed({ description, describer }: DescribedModel, details: ModelDetails): SavedModel {
  const { inputExample, outputExample, ...rest } = details;
  const clean = (value: JsonValue): JsonValue => describer.secrets.removedFrom(value);
  const dependencies = dependenciesOf(describer.packages);
  return saveModel({
    ...rest,
    ...(inputExample !== undefined && { inputExample: clean(inputExample) }),
    ...(outputExample !== undefined && { outputExample: clean(outputExample) }),
    flavors: { [FLAVOR]: { data: MODEL_FILE, langchain_core_version: dependencies['@langchain/core'] ?? null } },
    files: {
      [MODEL_FILE]: JSON.stringify(clean(description)),
      'package.json': JSON.stringify({ private: true, dependencies }),
    },
  });
}

function dependenciesOf(packages: ReadonlySet<string>): Readonly<Record<string, string>> {
  const versions = [...new Set(['@langchain/core', ...packages])].map((name) => [name, programVersion(name)] as const);
  return Object.fromEntries(versions.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
