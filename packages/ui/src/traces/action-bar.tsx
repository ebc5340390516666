import { useState } from 'preact/hooks';
import { readOnly } from '../app/experiments.ts';
import type { TraceQuery } from '../api/viewer.ts';
import { Button } from '../components/button.tsx';
import { Menu } from '../components/menu.tsx';
import { links } from '../router/href.ts';
import { navigate } from '../router/location.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { ExportLinks } from './export-links.tsx';
import { MAX_LISTED, idsFilter } from './selection.ts';
import { TagDialog } from './tag-dialog.tsx';
import type { Selection } from './use-selection.ts';

interface ActionBarProps {
  readonly selection: Selection;
  readonly query: Omit<TraceQuery, 'page' | 'limit'>;
  readonly onDeleted: (ids: ReadonlySet<string>) => void;
  readonly onChanged: () => void;
}

/** What can be done with the selected traces; there while some are. */
export function ActionBar({ selection, query, onDeleted, onChanged }: ActionBarProps) {
  const [dialog, setDialog] = useState<'tag' | 'delete' | undefined>(undefined);
  const { size } = selection.ids;
  if (size === 0) return null;
  const close = () => setDialog(undefined);
  const deleted = (ids: ReadonlySet<string>) => {
    onDeleted(ids);
    selection.clear();
  };
  return (
    <div class="action-bar" role="toolbar" aria-label="Selected traces" data-testid="action-bar">
      <strong class="number">{size} selected</strong>
      <CompareButton ids={[...selection.ids]} />
      {!readOnly.value && (
        <Button icon="tag" onClick={() => setDialog('tag')}>
          Tag
        </Button>
      )}
      <ExportSelected ids={[...selection.ids]} experiment={query.experiment} />
      {!readOnly.value && (
        <Button icon="trash" kind="danger" onClick={() => setDialog('delete')}>
          Delete
        </Button>
      )}
      <span class="fill" />
      <Button kind="quiet" icon="close" label="Clear the selection" onClick={selection.clear} />
      {dialog === 'tag' && <TagDialog traces={selection.traces} onClose={close} onDone={onChanged} />}
      {dialog === 'delete' && <DeleteDialog traces={selection.traces} onClose={close} onDone={deleted} />}
    </div>
  );
}

function CompareButton({ ids }: { readonly ids: readonly string[] }) {
  const [a, b] = ids;
  const two = ids.length === 2 && a !== undefined && b !== undefined;
  return (
    <Button
      icon="compare"
      disabled={!two}
      label={two ? 'Show the two side by side' : 'Select two traces to compare them'}
      onClick={() => two && navigate(links.compare(a, b))}
    >
      Compare
    </Button>
  );
}

function ExportSelected({
  ids,
  experiment,
}: {
  readonly ids: readonly string[];
  readonly experiment: readonly string[];
}) {
  if (ids.length > MAX_LISTED) {
    const label = `At most ${MAX_LISTED} can be chosen one by one; export all of the search instead`;
    return (
      <Button icon="download" disabled label={label}>
        Export
      </Button>
    );
  }
  const query = { experiment, filter: idsFilter(ids) };
  return (
    <Menu label="Export the selected traces" button={{ icon: 'download', children: 'Export' }}>
      {(close) => <ExportLinks query={query} onSelect={close} />}
    </Menu>
  );
}
