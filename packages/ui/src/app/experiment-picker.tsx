import { useState } from 'preact/hooks';
import { Menu, MenuItem } from '../components/menu.tsx';
import { ALL_EXPERIMENTS, links } from '../router/href.ts';
import { navigate, route } from '../router/location.ts';
import { currentExperiment, experimentName, experiments } from './experiments.ts';

const LISTS: readonly string[] = ['traces', 'sessions', 'charts', 'runs', 'models'];

/** Chooses the experiment whose traces are shown. */
export function ExperimentPicker() {
  const current = currentExperiment.value;
  return (
    <Menu
      label="Experiments"
      kind="dialog"
      button={{
        children: <PickerTitle id={current} />,
        kind: 'quiet',
        testId: 'experiment-picker',
        icon: 'chevronDown',
      }}
    >
      {(close) => <Choices current={current} onChoose={close} />}
    </Menu>
  );
}

function PickerTitle({ id }: { readonly id: string }) {
  return (
    <span class="picker-title">
      <span class="visually-hidden">Experiment: </span>
      {experimentName(id)}
    </span>
  );
}

/** The same list of another experiment; from a page of one thing, its traces. */
function goTo(id: string): void {
  const { page } = route.value;
  navigate(links.list(id, LISTS.includes(page) ? page : 'traces'));
}

function Choices({ current, onChoose }: { readonly current: string; readonly onChoose: () => void }) {
  const [text, setText] = useState('');
  const known = (experiments.value ?? []).map(({ experimentId, name }) => ({ id: experimentId, name }));
  const all = [...known, { id: ALL_EXPERIMENTS, name: experimentName(ALL_EXPERIMENTS) }];
  const fitting = all.filter(({ name, id }) => name.toLowerCase().includes(text.toLowerCase()) || id === text);
  const choose = (id: string) => {
    onChoose();
    goTo(id);
  };
  return (
    <>
      {known.length > 7 && (
        <input
          class="input"
          type="search"
          placeholder="Find an experiment"
          aria-label="Find an experiment"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div class="menu-scroll" role="menu" aria-label="Experiments">
        {fitting.map(({ id, name }) => (
          <MenuItem key={id} checked={id === current} onSelect={() => choose(id)}>
            {name}
          </MenuItem>
        ))}
        {fitting.length === 0 && <p class="menu-note">No experiment has this name.</p>}
      </div>
    </>
  );
}
