/** What one key does on a page. */
export interface Shortcut {
  /** As `KeyboardEvent.key` has it: `j`, `/`, `Enter`, `?`. */
  readonly key: string;
  /** What it does, for the help. */
  readonly does: string;
  readonly run: (event: KeyboardEvent) => void;
}

/** What is known of a key press. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** Lower-case name of the element that has the focus, and whether text is typed into it. */
  readonly target: { readonly tag: string; readonly typing: boolean };
}

const OWN_KEYS: { readonly [tag: string]: readonly string[] } = {
  button: ['Enter', ' '],
  a: ['Enter'],
  summary: ['Enter', ' '],
  select: ['Enter', ' ', 'ArrowUp', 'ArrowDown'],
};

/** The shortcut that a key press means; none while text is typed, or where the focused element needs the key. */
export function shortcutFor(press: KeyPress, shortcuts: readonly Shortcut[]): Shortcut | undefined {
  const { target, key } = press;
  if (press.ctrlKey || press.metaKey || press.altKey || target.typing) return undefined;
  if (OWN_KEYS[target.tag]?.includes(key)) return undefined;
  return shortcuts.find((shortcut) => shortcut.key === key);
}
