import { textWidth } from './text-width.ts';

/** The spaces that fill the text up to that many terminal cells; none when it is wider. */
export function filler(text: string, cells: number): string {
  return ' '.repeat(Math.max(cells - textWidth(text), 0));
}

/** The text filled up with spaces in front of it to that many terminal cells; never cut. */
export function padStart(text: string, cells: number): string {
  return filler(text, cells) + text;
}

/** Cells of the widest of the texts. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);
}
