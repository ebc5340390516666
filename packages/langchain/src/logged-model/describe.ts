import { isWire, listAt, snapshot, textAt, type Wire } from '@spanwright/core/kit';
import type { JsonObject } from '@spanwright/core/model';
import { homeOf } from './class-home.ts';
import type { ClassDescription, Description } from './description.ts';
import { describeGraph } from './graph.ts';
import { NotSerializable } from './not-serializable.ts';
import { isSecretName, Secrets } from './secrets.ts';
import { structuredOutput } from './structured-output.ts';

/** Fields that change nothing of what a runnable gives: handlers, caches, clients. */
const LEFT_OUT = new Set([
  'callbacks',
  'callbackManager',
  'cache',
  'caller',
  'fetch',
  'httpAgent',
  'fetchOptions',
  'dispatcher',
  'onFailedAttempt',
  'logger',
]);

/** Describes one runnable: what it is made of, without its secrets. Throws `NotSerializable`. */
export class Describer {
  readonly secrets: Secrets = new Secrets();
  /** Packages that are needed to make it again. */
  readonly packages: Set<string> = new Set();

  describe(value: unknown): Description | undefined {
    if (Array.isArray(value)) return value.map((item) => this.describe(item) ?? null);
    if (typeof value === 'function') throw new NotSerializable(`the function "${value.name || 'anonymous'}"`);
    if (isWire(value)) return this.#object(value);
    const plain = snapshot(value).value;
    if (plain !== value) throw new NotSerializable(`the value ${String(value)}`);
    return plain;
  }

  #object(value: Wire): Description {
    if (value['lg_is_pregel'] === true) return describeGraph(value, this);
    if (Array.isArray(value['lc_namespace'])) return this.#instance(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    // Of another realm, too.
    const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
    if (!isPlain) throw new NotSerializable(`a ${nameOf(value)}`);
    const fields = this.#fields(Object.entries(value));
    return Object.keys(fields).some((key) => key.startsWith('$')) ? { $value: fields } : fields;
  }

  /** @param options those that `withConfig` or `bindTools` gave a model, which keeps them beside its fields */
  #instance(instance: Wire, options: unknown = instance['defaultOptions']): ClassDescription {
    const name = String(listAt(instance, 'lc_id').at(-1));
    const from = isRetriever(instance) ? undefined : homeOf(instance, name);
    if (from === undefined || instance['lc_serializable'] !== true) throw new NotSerializable(whatIs(instance, name));
    this.packages.add(
      from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/'),
    );
    const config = isWire(options) ? this.#fields(Object.entries(options)) : {};
    const described = { $class: name, from, with: this.#constructorFields(instance) };
    return Object.keys(config).length > 0 ? { ...described, config } : described;
  }

  #constructorFields(instance: Wire): JsonObject {
    const given = isWire(instance['lc_kwargs']) ? instance['lc_kwargs'] : {};
    if ('first' in given && 'last' in given) return { ...this.#sequence(instance) };
    const secrets = this.secrets.namesIn(instance);
    const attributes = isWire(instance['lc_attributes']) ? instance['lc_attributes'] : {};
    const entries = Object.keys({ ...given, ...attributes }).map((key): readonly [string, unknown] => {
      if (secrets[key] !== undefined) return [key, { $secret: secrets[key] }];
      const now = key in instance ? instance[key] : attributes[key];
      // A field of that name may be a method of the class.
      return [key, now === undefined || typeof now === 'function' ? given[key] : now];
    });
    return this.#fields(entries);
  }

  #sequence(instance: Wire): JsonObject {
    const steps = this.#steps([instance['first'], ...listAt(instance, 'middle'), instance['last']]);
    const name = textAt(instance, 'name');
    return {
      first: steps[0] ?? null,
      middle: steps.slice(1, -1),
      // Structured output alone is one step of ours and two of LangChain's.
      ...(steps.length > 1 && { last: steps.at(-1) ?? null }),
      ...(name !== undefined && { name }),
    };
  }

  #steps(steps: readonly unknown[]): readonly Description[] {
    const described: Description[] = [];
    for (let index = 0; index < steps.length; index += 1) {
      const structured = structuredOutput(steps[index]);
      if (!structured || index === steps.length - 1) described.push(this.describe(steps[index]) ?? null);
      else {
        const { model, options, schema, config } = structured;
        described.push({ $structured: this.#instance(model, options), schema, config });
        index += 1;
      }
    }
    return described;
  }

  #fields(entries: readonly (readonly [string, unknown])[]): JsonObject {
    const fields: Record<string, Description> = {};
    for (const [key, value] of entries) {
      if (LEFT_OUT.has(key)) continue;
      const described = this.#field(key, value);
      if (described !== undefined) fields[key] = described;
    }
    return fields;
  }

  #field(key: string, value: unknown): Description | undefined {
    if (isWire(value) && typeof value['$secret'] === 'string') return { $secret: value['$secret'] };
    if (!isSecretName(key) || (typeof value !== 'string' && typeof value !== 'function')) return this.describe(value);
    this.secrets.add(value);
    return { $secret: key };
  }
}

function isRetriever(instance: Wire): boolean {
  return typeof instance['_getRelevantDocuments'] === 'function';
}

function whatIs(instance: Wire, name: string): string {
  return isRetriever(instance) ? `the retriever ${name}` : `a ${name}`;
}

function nameOf(value: Wire): string {
  const { constructor } = value as { readonly constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'object of the program';
}
