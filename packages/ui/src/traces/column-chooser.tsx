import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { Button } from '../components/button.tsx';
import { Menu } from '../components/menu.tsx';
import { setQuery } from '../router/location.ts';
import {
  type Column,
  DEFAULT_COLUMNS,
  allColumns,
  assessmentColumn,
  columnOf,
  tagColumn,
  writeColumns,
} from './columns.ts';
import { savedColumns, savedWidths } from './page-state.ts';
import { validAssessments } from './assessment-look.ts';
import { userTags } from './trace-facts.ts';

interface ChooserProps {
  readonly columns: readonly Column[];
  /** Their tags and assessments can be columns, too. */
  readonly traces: readonly TraceInfoJson[];
}

const LOOKED_AT = 200;

function offered({ columns, traces }: ChooserProps): readonly Column[] {
  const seen = traces.slice(0, LOOKED_AT);
  const names = seen.flatMap((trace) =>
    validAssessments(trace).map(({ assessment_name: name }) => assessmentColumn(name)),
  );
  const keys = seen.flatMap((trace) => userTags(trace).map(([key]) => tagColumn(key)));
  const ids = [...allColumns.map(({ id }) => id), ...columns.map(({ id }) => id), ...names.sort(), ...keys.sort()];
  return [...new Set(ids)].flatMap((id) => columnOf(id) ?? []);
}

function choose(ids: readonly string[]): void {
  savedColumns.value = ids;
  setQuery({ columns: writeColumns(ids) }, { replace: true });
}

function reset(): void {
  savedWidths.value = {};
  savedColumns.value = DEFAULT_COLUMNS;
  setQuery({ columns: undefined }, { replace: true });
}

/** Chooses the columns of the table. */
export function ColumnChooser(props: ChooserProps) {
  return (
    <Menu label="Columns" kind="dialog" align="end" button={{ icon: 'columns', label: 'Columns', testId: 'columns' }}>
      {() => <Choices {...props} />}
    </Menu>
  );
}

function Choices(props: ChooserProps) {
  const all = offered(props);
  const chosen = new Set(props.columns.map(({ id }) => id));
  const toggle = (id: string) => {
    // In the order in which they are offered, so that a column comes back to its place.
    const next = all.filter((column) => (column.id === id) !== chosen.has(column.id));
    if (next.length > 0) choose(next.map((column) => column.id));
  };
  return (
    <div class="chooser">
      <div class="menu-scroll">
        {all.map(({ id, title }) => (
          <label key={id} class="menu-item">
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
            <span>{title}</span>
            <span class="chooser-kind">{kindOf(id)}</span>
          </label>
        ))}
      </div>
      <div class="chooser-foot">
        <Button kind="quiet" onClick={reset}>
          Reset the columns
        </Button>
      </div>
    </div>
  );
}

function kindOf(id: string): string {
  if (id.startsWith('tag:')) return 'tag';
  return id.startsWith('assessment:') ? 'assessment' : '';
}
