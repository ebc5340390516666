import { Button } from '../components/button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { links } from '../router/href.ts';
import { route } from '../router/location.ts';
import type { PageName } from '../router/route.ts';
import { ExperimentPicker } from './experiment-picker.tsx';
import { currentExperiment } from './experiments.ts';
import { SettingsMenu } from './settings-menu.tsx';

interface Entry {
  readonly page: string;
  readonly title: string;
  readonly icon: IconName;
  /** Pages that belong to it. */
  readonly pages: readonly PageName[];
}

const entries: readonly Entry[] = [
  { page: 'traces', title: 'Traces', icon: 'menu', pages: ['traces', 'trace', 'compare'] },
  { page: 'sessions', title: 'Sessions', icon: 'clock', pages: ['sessions', 'session'] },
  { page: 'charts', title: 'Overview', icon: 'columns', pages: ['charts'] },
  { page: 'runs', title: 'Runs', icon: 'play', pages: ['runs', 'run'] },
  { page: 'models', title: 'Models', icon: 'star', pages: ['models', 'model'] },
];

/** What stands above every page. */
export function Header({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <header class="header">
      <a class="brand" href="/" aria-label="Spanwright, to the traces">
        <BrandMark />
        <span class="brand-name">Spanwright</span>
      </a>
      <ExperimentPicker />
      <Navigation />
      <div class="header-end">
        <Button kind="quiet" icon="help" label="What the keys do" onClick={onHelp} testId="help" />
        <SettingsMenu />
      </div>
    </header>
  );
}

function Navigation() {
  const { page } = route.value;
  return (
    <nav class="navigation" aria-label="Pages of the experiment">
      {entries.map((entry) => (
        <a
          key={entry.page}
          class="navigation-link"
          href={links.list(currentExperiment.value, entry.page)}
          aria-current={entry.pages.includes(page) ? 'page' : undefined}
        >
          <Icon name={entry.icon} />
          <span>{entry.title}</span>
        </a>
      ))}
    </nav>
  );
}

function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M6 9h20M10 16h13M14 23h8" />
    </svg>
  );
}
