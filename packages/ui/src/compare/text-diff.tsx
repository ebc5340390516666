import { useMemo } from 'preact/hooks';
import { diffLines, type DiffPart, diffWords } from './diff.ts';

/** Characters up to which two texts are compared word by word, and at all. */
const WORDS = 8000;
const MOST = 200_000;

/** Two texts as one, with what was taken away and what was added. */
export function TextDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => difference(before, after), [before, after]);
  if (before === '' && after === '') return <p class="muted">Not recorded</p>;
  if (before === after) return <Same text={before} />;
  return (
    <div class="diff">
      {parts.map(({ kind, text }, index) => {
        if (kind === 'removed') return <del key={index}>{text}</del>;
        return kind === 'added' ? <ins key={index}>{text}</ins> : <span key={index}>{shortened(text)}</span>;
      })}
    </div>
  );
}

function Same({ text }: { readonly text: string }) {
  return (
    <details class="diff-same">
      <summary>The same in both</summary>
      <div class="diff">{text.slice(0, MOST)}</div>
    </details>
  );
}

function difference(before: string, after: string): readonly DiffPart[] {
  const [a, b] = [before.slice(0, MOST), after.slice(0, MOST)];
  return a.length + b.length <= WORDS ? diffWords(a, b) : diffLines(a, b);
}

/** Characters of an equal stretch that are shown at both of its ends. */
const AROUND = 300;

function shortened(text: string): string {
  if (text.length <= 3 * AROUND) return text;
  return `${text.slice(0, AROUND)}\n… ${text.length - 2 * AROUND} equal characters …\n${text.slice(-AROUND)}`;
}
