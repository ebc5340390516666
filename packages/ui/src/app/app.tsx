import { useSignal } from '@preact/signals';
import { Problem } from '../components/problem.tsx';
import { Toast } from '../components/toast.tsx';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { loadExperiments, startFailure } from './experiments.ts';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { PageOutlet } from './page-outlet.tsx';

/** The shell around every page. */
export function App() {
  const help = useSignal(false);
  useShortcuts('Everywhere', [{ key: '?', does: 'Show what the keys do', run: () => (help.value = true) }]);
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      <Header onHelp={() => (help.value = true)} />
      <main id="main" class="main" tabIndex={-1}>
        {startFailure.value && <Problem failure={startFailure.value} onRetry={() => void loadExperiments()} />}
        <PageOutlet />
      </main>
      <Toast />
      {help.value && <HelpDialog onClose={() => (help.value = false)} />}
    </>
  );
}
