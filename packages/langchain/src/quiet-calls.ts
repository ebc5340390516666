import type { SpanOptions } from '@spanwright/core';
import { at, findMember, isWire, textAt, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { plainDocuments } from './plain-value.ts';
import { recordCall } from './record-call.ts';

/** A method of which LangChain tells no handler, and how its calls are recorded. */
interface QuietMethod {
  readonly spanType: SpanType;
  inputs(args: readonly unknown[]): unknown;
  outputs(result: unknown): unknown;
}

/** By method name; embeddings have the first two, document compressors the third. */
const QUIET_METHODS: Readonly<Record<string, QuietMethod>> = {
  embedQuery: { spanType: SpanType.EMBEDDING, inputs: ([text]) => text, outputs: (vector) => vectorShape([vector]) },
  embedDocuments: { spanType: SpanType.EMBEDDING, inputs: ([texts]) => texts, outputs: vectorShape },
  compressDocuments: {
    spanType: SpanType.RERANKER,
    inputs: ([documents, query]) => ({ query, documents: plainDocuments(documents) }),
    outputs: plainDocuments,
  },
};

/** Methods that vector stores inherit. */
const STORE_METHODS = [
  'VectorStore#asRetriever',
  'VectorStore#similaritySearch',
  'VectorStore#similaritySearchWithScore',
] as const;

/** Where vector stores and retrievers hold embeddings and compressors. */
const HELD: readonly ((holder: unknown) => unknown)[] = [
  (holder) => at(holder, 'embeddings'),
  (holder) => at(at(holder, 'vectorStore'), 'embeddings'),
  (holder) => at(at(holder, 'vectorstore'), 'embeddings'),
  (holder) => at(holder, 'baseCompressor'),
];

type Owner = Record<string, unknown>;

/**
 * Records calls of embeddings and document compressors, which LangChain tells no handler of. Their classes are met in
 * use: in a vector store or a retriever.
 */
export class QuietCalls {
  readonly #tracer: Tracer;
  #seen = new WeakSet<object>();
  #undos: (() => void)[] = [];

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /** Records all instances of the class that this is an instance of. */
  meet(instance: unknown): void {
    if (!isWire(instance)) return;
    const prototype = Object.getPrototypeOf(instance) as Owner | null;
    if (!prototype || prototype === Object.prototype || this.#seen.has(prototype)) return;
    this.#seen.add(prototype);
    this.#undos.push(...wrapQuietMethods(this.#tracer, prototype));
  }

  /** Meets what a vector store or retriever holds. */
  meetHeldBy(holder: unknown): void {
    for (const held of HELD) this.meet(held(holder));
  }

  /** Meets the embeddings of vector stores when these are used: exports of `@langchain/core/vectorstores`. */
  meetInStores(exports: object): () => void {
    const undos = STORE_METHODS.flatMap((path) => findMember(exports, path) ?? []).map((place) =>
      wrapMethod(place, (original, self, args) => {
        this.#tracer.guarded('looking at a LangChain class', () => this.meetHeldBy(self));
        return Reflect.apply(original, self, args);
      }),
    );
    return () => undos.forEach((undo) => undo());
  }

  /** Takes everything back. */
  undo(): void {
    for (const undo of this.#undos.reverse()) undo();
    this.#undos = [];
    this.#seen = new WeakSet();
  }
}

/** Records those methods of an object, or of the class whose prototype it is; returns the undos. */
export function wrapQuietMethods(tracer: Tracer, owner: Owner): (() => void)[] {
  return Object.entries(QUIET_METHODS)
    .filter(([key]) => typeof owner[key] === 'function')
    .map(([key, method]) =>
      wrapMethod({ owner, key }, (original, self, args) =>
        recordCall(
          tracer,
          () => spanOptions(self, method, args),
          (result) => method.outputs(result),
          () => Reflect.apply(original, self, args),
        ),
      ),
    );
}

function spanOptions(self: unknown, { spanType, inputs }: QuietMethod, args: readonly unknown[]): SpanOptions {
  const model = textAt(self, 'model') ?? textAt(self, 'modelName');
  return {
    name: (self as object).constructor.name,
    spanType,
    inputs: inputs(args),
    ...(model !== undefined && { attributes: { [SpanAttributeKey.MODEL]: model } }),
  };
}

/** Vectors are told by how many and how long they are. */
function vectorShape(vectors: unknown): unknown {
  if (!Array.isArray(vectors)) return undefined;
  const first: unknown = vectors[0];
  return { count: vectors.length, ...(Array.isArray(first) && { dimensions: first.length }) };
}
