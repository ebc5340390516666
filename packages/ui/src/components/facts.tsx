import type { ComponentChildren } from 'preact';

/** Names and values, one a line; those that are undefined are left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Keys and values under a title; nothing where there are none. */
export function KeyValues(props: {
  readonly title: string;
  readonly values: { readonly [key: string]: string | number };
}) {
  const entries = Object.entries(props.values).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return null;
  return (
    <section class="key-values">
      <h2>{props.title}</h2>
      <Facts facts={entries.map(([key, value]) => [key, <span class="mono">{value}</span>] as const)} />
    </section>
  );
}
