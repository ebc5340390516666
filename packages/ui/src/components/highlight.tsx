import type { ComponentChild } from 'preact';

/** A text in which what is searched for is marked. `wanted` is in lower case; empty marks nothing. */
export function Highlight({ text, wanted }: { readonly text: string; readonly wanted: string }) {
  if (wanted === '') return <>{text}</>;
  const pieces: ComponentChild[] = [];
  const lower = text.toLowerCase();
  let done = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, done)) {
    pieces.push(text.slice(done, at), <mark key={at}>{text.slice(at, at + wanted.length)}</mark>);
    done = at + wanted.length;
  }
  return (
    <>
      {pieces}
      {text.slice(done)}
    </>
  );
}
