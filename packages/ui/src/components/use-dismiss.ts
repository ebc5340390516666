import { useEffect, useRef } from 'preact/hooks';

/** What is dismissed, and how. */
export interface Dismissable {
  readonly open: boolean;
  /** What a click does not dismiss. */
  readonly root: { readonly current: HTMLElement | null };
  readonly onDismiss: () => void;
  /** Default: `onDismiss`. */
  readonly onEscape?: () => void;
}

/** Calls back on Esc, and when something outside of `root` is pressed or gets the focus, while open. The innermost takes Esc. */
export function useDismiss({ open, root, onDismiss, onEscape = onDismiss }: Dismissable): void {
  const latest = useRef({ onDismiss, onEscape });
  latest.current = { onDismiss, onEscape };
  useEffect(() => {
    if (!open) return undefined;
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) latest.current.onDismiss();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      latest.current.onEscape();
    };
    document.addEventListener('pointerdown', onElsewhere, true);
    document.addEventListener('focusin', onElsewhere, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere, true);
      document.removeEventListener('focusin', onElsewhere, true);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [open]);
}
