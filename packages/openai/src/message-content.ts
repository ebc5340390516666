import { append, foldList } from './fold-field.ts';
import { isWireObject } from './wire.ts';

/**
 * Adds one delta to the content of a message. Content is a text as long as only texts arrive, one by one or as
 * list items; the first item of another type (Mistral's `thinking`) makes it a list of parts, as the whole
 * message has it. Anything that is no content is left out.
 */
export function foldContent(held: unknown, piece: unknown): unknown {
  if (typeof piece === 'string') return Array.isArray(held) ? addParts(held, [textPart(piece)]) : append(held, piece);
  if (!Array.isArray(piece)) return held;
  const texts = Array.isArray(held) ? [] : piece.map(textOf);
  if (!Array.isArray(held) && texts.every((text) => text !== undefined)) return append(held, texts.join(''));
  return addParts(Array.isArray(held) ? held : [textPart(held)], piece);
}

function addParts(held: unknown[], pieces: readonly unknown[]): unknown[] {
  const parts = foldList(
    held,
    pieces.map((piece) => (typeof piece === 'string' ? textPart(piece) : piece)),
  );
  return parts.filter((part) => textOf(part) !== '');
}

function textPart(text: unknown): { readonly type: 'text'; readonly text: unknown } {
  return { type: 'text', text: text ?? '' };
}

function textOf(part: unknown): string | undefined {
  if (typeof part === 'string') return part;
  const isText = isWireObject(part) && (part['type'] ?? 'text') === 'text' && typeof part['text'] === 'string';
  return isText ? (part['text'] as string) : undefined;
}
