// Wide and full-width ranges of Unicode's East Asian Width, and emoji that terminals draw two cells wide.
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\uFE0F/u;
const INVISIBLE = /^[\p{Mark}\p{Format}]+$/u;
const PLAIN = /^[\x20-\x7E]*$/;
const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terminal cells that the text takes; it must hold no control characters. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The longest beginning of the text that fits into that many cells, no character torn apart. */
export function fitting(text: string, cells: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(cells, 0));
  let width = 0;
  for (const { segment, index } of segments.segment(text)) {
    width += graphemeWidth(segment);
    if (width > cells) return text.slice(0, index);
  }
  return text;
}

function graphemeWidth(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return INVISIBLE.test(grapheme) ? 0 : 1;
}
