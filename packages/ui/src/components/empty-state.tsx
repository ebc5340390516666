import type { ComponentChildren } from 'preact';

/** What stands where there is nothing to show: why, and what to do. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <section class="empty-state">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
