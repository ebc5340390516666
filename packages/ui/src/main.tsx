import { render } from 'preact';
import { App } from './app/app.tsx';
import { loadExperiments, rememberExperiment } from './app/experiments.ts';
import { startShortcuts } from './keyboard/shortcuts.ts';
import { startRouter } from './router/location.ts';
import { applySettings } from './settings/settings.ts';

applySettings();
startRouter();
startShortcuts();
rememberExperiment();
void loadExperiments();

const place = document.querySelector('#app');
if (place) render(<App />, place);
