import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Menu } from '../components/menu.tsx';
import { showToast } from '../components/toast.tsx';
import { links } from '../router/href.ts';
import { search } from '../router/location.ts';
import { storedSignal } from '../settings/stored-signal.ts';
import { writeColumns } from './columns.ts';
import type { TracesPageState } from './page-state.ts';
import { type SavedView, isViews, viewQuery, withView } from './saved-views.ts';

const views = storedSignal<readonly SavedView[]>('views', [], isViews);

/** Names the search as it is now, and comes back to it: the browser keeps views, their links work anywhere. */
export function ViewsMenu({ state }: { readonly state: TracesPageState }) {
  const columns = writeColumns(state.columns.map(({ id }) => id));
  const present = viewQuery(search.value, columns);
  return (
    <Menu
      label="Saved views"
      kind="dialog"
      align="end"
      button={{ icon: 'star', label: 'Saved views', testId: 'views' }}
    >
      {(close) => (
        <div class="views">
          {views.value.length === 0 && (
            <p class="menu-note">Give filter, columns and order a name, to come back to them.</p>
          )}
          <ul class="menu-scroll">
            {views.value.map((view) => (
              <View
                key={view.name}
                view={view}
                href={`${links.traces(state.experiment)}?${view.query}`}
                current={view.query === present}
                onOpen={close}
              />
            ))}
          </ul>
          <SaveForm query={present} onSaved={close} />
        </div>
      )}
    </Menu>
  );
}

function View(props: {
  readonly view: SavedView;
  readonly href: string;
  readonly current: boolean;
  readonly onOpen: () => void;
}) {
  const { view, href } = props;
  const remove = () => {
    views.value = views.value.filter(({ name }) => name !== view.name);
  };
  return (
    <li class="view">
      <a class="menu-item" href={href} aria-current={props.current ? 'true' : undefined} onClick={props.onOpen}>
        <span class="cell-text">{view.name}</span>
      </a>
      <CopyButton text={() => window.location.origin + href} label={`Copy a link to ${view.name}`} />
      <Button kind="quiet" icon="trash" label={`Delete the view ${view.name}`} onClick={remove} />
    </li>
  );
}

function SaveForm({ query, onSaved }: { readonly query: string; readonly onSaved: () => void }) {
  const [name, setName] = useState('');
  const save = (event: Event) => {
    event.preventDefault();
    const given = name.trim();
    if (given === '') return;
    views.value = withView(views.value, { name: given, query });
    showToast(`Saved the view ${given}.`);
    onSaved();
  };
  return (
    <form class="view-form" onSubmit={save}>
      <input
        class="input"
        type="text"
        maxLength={80}
        placeholder="Name of this view"
        aria-label="Name of this view"
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  );
}
