import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button, type ButtonProps } from './button.tsx';
import { useDismiss } from './use-dismiss.ts';

/** What a `Menu` shows. */
export interface MenuProps {
  /** Of the button that opens it. */
  readonly button: Omit<ButtonProps, 'onClick' | 'expanded' | 'popup' | 'buttonRef'>;
  /** Of the open menu; `close` shuts it. */
  readonly children: (close: () => void) => ComponentChildren;
  readonly label: string;
  /** At which edge of the button it opens. */
  readonly align?: 'start' | 'end';
  /** `menu` holds `MenuItem`s alone; `dialog` anything else. */
  readonly kind?: 'menu' | 'dialog';
}

/** A button that opens a box below it. Esc and a click elsewhere shut it; arrow keys go through its items. */
export function Menu({ button, children, label, align = 'start', kind = 'menu' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useDismiss({ open, root, onDismiss: () => setOpen(false), onEscape: close });
  return (
    <div class="menu" ref={root}>
      <Button {...button} buttonRef={opener} popup={kind} expanded={open} onClick={() => setOpen(!open)} />
      {open && (
        <div class={`menu-box menu-${align}`} role={kind} aria-label={label} onKeyDown={moveFocus} ref={focusFirst}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

/** One action of a menu. */
export function MenuItem(props: {
  readonly children: ComponentChildren;
  readonly onSelect: () => void;
  /** For one of several choices. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
}) {
  return (
    <button
      type="button"
      class="menu-item"
      role={props.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={props.checked}
      disabled={props.disabled}
      onClick={props.onSelect}
    >
      {props.children}
    </button>
  );
}

const itemsOf = (box: Element): readonly HTMLElement[] => [
  ...box.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], input, select'),
];

function focusFirst(box: HTMLElement | null): void {
  if (box && !box.contains(document.activeElement)) itemsOf(box)[0]?.focus();
}

function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
  if (step === undefined || typing || !(event.currentTarget instanceof Element)) return;
  event.preventDefault();
  const items = itemsOf(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}
