import type { JsonObject, JsonValue } from '@spanwright/core/model';

/**
 * A runnable as plain data. Objects with one of these keys stand for something that is made; every other value is
 * itself. `$secret` names a secret that was left out. An object of the program's that has such a key stands under `$value`.
 */
export type Description = JsonValue;

/** An instance of one of LangChain's classes: `new` with these fields, then `withConfig` where it has a config. */
export interface ClassDescription extends JsonObject {
  /** LangChain's unique name of the class. */
  readonly $class: string;
  /** The module that exports it. */
  readonly from: string;
  readonly with: JsonObject;
}

/** `withStructuredOutput` of a model, which makes functions. */
export interface StructuredDescription extends JsonObject {
  readonly $structured: Description;
  readonly schema: JsonObject;
  readonly config: JsonObject;
}

/** A compiled `StateGraph`. */
export interface GraphDescription extends JsonObject {
  readonly $graph: {
    readonly name: string;
    /** How each key of the state takes an update: `last` replaces, `messages` adds. */
    readonly state: { readonly [key: string]: 'last' | 'messages' };
    readonly nodes: { readonly [name: string]: Description };
    readonly edges: readonly (readonly [from: string, to: string])[];
  };
}
