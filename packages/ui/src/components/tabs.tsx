import type { ComponentChildren } from 'preact';

/** One tab. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: ComponentChildren;
}

/** What `Tabs` show. */
export interface TabsProps<Name extends string> {
  readonly tabs: readonly Tab<Name>[];
  readonly active: Name;
  readonly onSelect: (name: Name) => void;
  readonly label: string;
  /** Of the panel. */
  readonly children: ComponentChildren;
}

/** Tabs above a panel; the arrow keys go from one to the next. */
export function Tabs<Name extends string>({ tabs, active, onSelect, label, children }: TabsProps<Name>) {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = tabs[(tabs.findIndex(({ name }) => name === active) + step + tabs.length) % tabs.length];
    if (next) onSelect(next.name);
    if (event.currentTarget instanceof HTMLElement) focusTab(event.currentTarget, next?.name);
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            class="tab"
            data-tab={name}
            aria-selected={name === active}
            tabIndex={name === active ? 0 : -1}
            onClick={() => onSelect(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" tabIndex={0} aria-label={label}>
        {children}
      </div>
    </div>
  );
}

function focusTab(list: HTMLElement, name: string | undefined): void {
  list.querySelector<HTMLElement>(`[data-tab="${name ?? ''}"]`)?.focus();
}
