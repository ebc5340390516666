import type { ComponentChildren } from 'preact';

/** What stands where there is nothing to show: why, and what to do. `page`: in the place of a whole page. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly page?: boolean;
}) {
  const Title = props.page ? 'h1' : 'h2';
  return (
    <section class="empty-state">
      <Title>{props.title}</Title>
      {props.children}
    </section>
  );
}
