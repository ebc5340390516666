export { ChartsPage } from '../charts/charts-page.tsx';
export { ModelPage } from '../models/model-page.tsx';
export { ModelsPage } from '../models/models-page.tsx';
export { RunPage } from '../runs/run-page.tsx';
export { RunsPage } from '../runs/runs-page.tsx';
export { SessionPage } from '../sessions/session-page.tsx';
export { SessionsPage } from '../sessions/sessions-page.tsx';
