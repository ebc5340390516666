/** A text in three: before a mistake, the mistake, behind it. */
export interface MarkedText {
  readonly before: string;
  readonly wrong: string;
  readonly after: string;
}

const WORD = /^(?:'[^']*'?|"[^"]*"?|`[^`]*`?|[\w.$%-]+|[<>=!]+)/;

/** Marks the word at a position; where the text ends there, its last word. */
export function markError(text: string, position: number): MarkedText {
  const start = position >= text.trimEnd().length ? lastWord(text) : position;
  const wrong = WORD.exec(text.slice(start))?.[0] ?? text.slice(start, start + 1);
  return { before: text.slice(0, start), wrong, after: text.slice(start + wrong.length) };
}

function lastWord(text: string): number {
  const trimmed = text.trimEnd();
  const word = /(?:[\w.$%-]+|\S)$/.exec(trimmed)?.[0] ?? '';
  return trimmed.length - word.length;
}
