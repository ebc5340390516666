import type { JsonObject } from '@spanwright/core/model';
import { callLine, contentLine, isMessage, messageLine } from './chat-message.ts';
import { isList, isObject, objectsAt, type Recorded, stringAt } from './json-shape.ts';
import { valueLine } from './value-line.ts';

/** Reads one family of results; undefined when the value is none of it. */
type Reading = (outputs: JsonObject) => string | undefined;

const READINGS: readonly Reading[] = [choicesLine, itemsLine, ownMessageLine, lastMessageLine, vectorsLine];

/**
 * What came out of a call, on one line: the assistant's text and tool calls, how many vectors of what size,
 * or else the JSON. Undefined when nothing was recorded.
 */
export function outputsLine(outputs: Recorded): string | undefined {
  if (isObject(outputs)) {
    for (const read of READINGS) {
      const line = read(outputs);
      if (line !== undefined) return line;
    }
  }
  return valueLine(outputs);
}

/** Chat Completions and legacy completions. */
function choicesLine(outputs: JsonObject): string | undefined {
  const choices = objectsAt(outputs, 'choices');
  const [first] = choices;
  if (!first) return undefined;
  const message = first['message'];
  const said = isObject(message) ? (messageLine(message) ?? valueLine(message)) : stringAt(first, 'text');
  return choices.length > 1 && said !== undefined ? `${said} (+${choices.length - 1} more)` : said;
}

/** Responses. */
function itemsLine(outputs: JsonObject): string | undefined {
  const items = objectsAt(outputs, 'output').filter((item) => item['type'] !== 'reasoning');
  const lines = items.map(itemLine).filter((line) => line !== undefined && line !== '');
  return lines.length > 0 ? lines.join(' ') : undefined;
}

function itemLine(item: JsonObject): string | undefined {
  if (item['type'] === 'message') return contentLine(item['content']);
  if (stringAt(item, 'name') !== undefined) return callLine(item);
  return `[${stringAt(item, 'type') ?? 'item'}]`;
}

function ownMessageLine(outputs: JsonObject): string | undefined {
  return isMessage(outputs) ? messageLine(outputs) : undefined;
}

/** A graph's state. */
function lastMessageLine(outputs: JsonObject): string | undefined {
  const last = objectsAt(outputs, 'messages').findLast(isMessage);
  return last && messageLine(last);
}

/** Embeddings, recorded with the vectors or, as usual, with their count and size instead. */
function vectorsLine(outputs: JsonObject): string | undefined {
  const data = objectsAt(outputs, 'data');
  const vector = data[0]?.['embedding'];
  const count = isList(vector) ? data.length : outputs['count'];
  const dimensions = isList(vector) ? vector.length : outputs['dimensions'];
  if (typeof count !== 'number' || typeof dimensions !== 'number') return undefined;
  return `${count} ${count === 1 ? 'vector' : 'vectors'} of ${dimensions} dimensions`;
}
