import type { JsonObject } from '@spanwright/core/model';
import { TracingError } from '@spanwright/core';
import { importForProgram, isWire, textAt, type Wire } from '@spanwright/core/kit';
import { isLangchainModule } from './class-home.ts';
import type { ClassDescription, Description, GraphDescription, StructuredDescription } from './description.ts';
import { reviveGraph } from './revive-graph.ts';

/** What a description needs to come to life. */
export interface ReviveOptions {
  /** Secrets by the names under which they were left out; one that is missing is for the class to find. */
  readonly secrets?: { readonly [name: string]: string };
  /** Modules of LangChain that cannot be found by themselves, as `import * as` gives them. */
  readonly modules?: readonly object[];
  /** File of the program that asks. */
  readonly caller?: string | undefined;
}

type Constructor = new (fields: unknown) => Wire;
type Method = (...args: readonly unknown[]) => unknown;

/** Makes what a description describes. Rejects with a `TracingError` where a class is not installed. */
export async function revive(description: Description | undefined, options: ReviveOptions): Promise<unknown> {
  if (Array.isArray(description))
    return await Promise.all(description.map((item: Description) => revive(item, options)));
  if (!isWire(description)) return description;
  if ('$secret' in description) return options.secrets?.[textAt(description, '$secret') ?? ''];
  if ('$value' in description) return await reviveFields(description['$value'] as JsonObject, options);
  if ('$class' in description) return await reviveClass(description as unknown as ClassDescription, options);
  if ('$structured' in description)
    return await reviveStructured(description as unknown as StructuredDescription, options);
  if ('$graph' in description) {
    const { $graph: graph } = description as unknown as GraphDescription;
    return await reviveGraph(graph, (node) => revive(node, options), await moduleOf('@langchain/langgraph', options));
  }
  return await reviveFields(description, options);
}

async function reviveFields(fields: JsonObject, options: ReviveOptions): Promise<Wire> {
  const entries = await Promise.all(
    Object.entries(fields).map(async ([key, value]) => [key, await revive(value, options)] as const),
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

async function reviveClass({ $class: name, from, with: fields, config }: ClassDescription, options: ReviveOptions) {
  const made = await reviveFields(fields, options);
  // One step alone is no sequence.
  if (name === 'RunnableSequence' && made['last'] === undefined) return made['first'];
  const Class = classIn(await moduleOf(from, options), name);
  if (!Class) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `The module "${from}" has no class "${name}".`);
  const instance = new Class(made);
  return config === undefined ? instance : call(instance, 'withConfig', await revive(config, options));
}

async function reviveStructured({ $structured: model, schema, config }: StructuredDescription, options: ReviveOptions) {
  return call((await revive(model, options)) as Wire, 'withStructuredOutput', schema, config);
}

function call(target: Wire, key: string, ...args: readonly unknown[]): unknown {
  return Reflect.apply(target[key] as Method, target, args);
}

async function moduleOf(name: string, { modules = [], caller }: ReviveOptions): Promise<object> {
  if (!isLangchainModule(name))
    throw new TracingError(
      'INVALID_PARAMETER_VALUE',
      `The model asks for the module "${name}", which is not LangChain's.`,
    );
  if (modules.length === 0) return (await importForProgram(name, caller)).exports;
  return Object.assign({}, ...modules) as object;
}

function classIn(exports: object, name: string): Constructor | undefined {
  const own = (exports as Wire)[name];
  const named: unknown = own ?? Object.values(exports).find((value) => lcName(value) === name);
  return typeof named === 'function' ? (named as Constructor) : undefined;
}

function lcName(value: unknown): unknown {
  const name =
    typeof value === 'function' && Object.hasOwn(value, 'lc_name') ? (value as unknown as Wire)['lc_name'] : undefined;
  return typeof name === 'function' ? (Reflect.apply(name, value, []) as unknown) : undefined;
}
