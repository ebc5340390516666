import type { JsonValue } from '@spanwright/core/model';
import { at, isList, isObject, type JsonObject, textOf } from '../chat/json.ts';

/** A document that a retriever found. */
export interface RetrievedDocument {
  readonly text: string;
  readonly id?: string;
  /** As the retriever counts it. */
  readonly score?: number;
  readonly metadata: JsonObject;
}

/** The documents in the outputs of a retriever (MLflow's `page_content`, `metadata`, `id`); undefined for other values. */
export function documentsIn(value: JsonValue | undefined): readonly RetrievedDocument[] | undefined {
  const list = isList(value) ? value : at(value, 'documents');
  if (!isList(list) || list.length === 0) return undefined;
  const documents = list.map(documentOf).filter((document) => document !== undefined);
  return documents.length === list.length ? documents : undefined;
}

function documentOf(value: JsonValue): RetrievedDocument | undefined {
  if (!isObject(value)) return undefined;
  const text = [value['page_content'], value['pageContent'], value['text']].find((one) => typeof one === 'string');
  if (text === undefined) return undefined;
  const { score, ...metadata } = isObject(value['metadata']) ? value['metadata'] : {};
  const id = textOf(value['id']);
  return {
    text,
    metadata,
    ...(id !== undefined && { id }),
    ...(typeof score === 'number' && { score }),
  };
}
