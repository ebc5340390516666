import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { type KeyPress, type Shortcut, shortcutFor } from './shortcut.ts';

interface Group {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** What the keys do at present, the latest page first. */
export const shortcutGroups = signal<readonly Group[]>([]);

/** Gives keys a meaning while a component is there. `title` stands above them in the help. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  // With the elements, not after: keys mean something as soon as they can be seen.
  useLayoutEffect(() => {
    const group = { title, shortcuts };
    shortcutGroups.value = [group, ...shortcutGroups.value];
    return () => {
      shortcutGroups.value = shortcutGroups.value.filter((other) => other !== group);
    };
  });
}

/** The groups, those of one title as one: several parts of a page give keys a meaning. */
export function groupsByTitle(groups: readonly Group[]): readonly Group[] {
  const byTitle = new Map<string, readonly Shortcut[]>();
  for (const { title, shortcuts } of groups) byTitle.set(title, [...(byTitle.get(title) ?? []), ...shortcuts]);
  return [...byTitle].map(([title, shortcuts]) => ({ title, shortcuts }));
}

const TYPED = new Set(['text', 'search', 'number', 'url', 'email', 'password', 'datetime-local']);

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const element = target instanceof HTMLElement ? target : document.body;
  const typed = element instanceof HTMLInputElement && TYPED.has(element.type);
  const typing = typed || element instanceof HTMLTextAreaElement || element.isContentEditable;
  return { key, ctrlKey, metaKey, altKey, target: { tag: element.tagName.toLowerCase(), typing } };
}

/** Listens to keys for all of the page. */
export function startShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const shortcuts = shortcutGroups.value.flatMap((group) => group.shortcuts);
    const shortcut = shortcutFor(pressOf(event), shortcuts);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run(event);
  });
}
