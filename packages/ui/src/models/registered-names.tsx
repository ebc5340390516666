import type { ModelJson } from '@spanwright/server/viewer-api';
import { Badge } from '../components/badge.tsx';
import { MISSING } from '../format/number.ts';

/** Registered names and versions of a model. */
export function RegisteredNames({ registered }: Pick<ModelJson, 'registered'>) {
  if (registered.length === 0) return <span class="muted">{MISSING}</span>;
  return (
    <>
      {registered.map(({ name, version }) => (
        <Badge key={`${name} ${version}`} tone="accent">
          {name} v{version}
        </Badge>
      ))}
    </>
  );
}
