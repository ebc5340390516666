import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

/** Copies a text; its mark says for a moment that it did. */
export function CopyButton({ text, label }: { readonly text: string | (() => string); readonly label: string }) {
  const [done, setDone] = useState(false);
  const copy = () => {
    void copyText(typeof text === 'string' ? text : text()).then((copied) => {
      setDone(copied);
      setTimeout(() => setDone(false), 1500);
    });
  };
  return <Button kind="quiet" icon={done ? 'check' : 'copy'} label={done ? 'Copied' : label} onClick={copy} />;
}
