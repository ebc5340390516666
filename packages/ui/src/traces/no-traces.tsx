import { EmptyState } from '../components/empty-state.tsx';
import { setQuery } from '../router/location.ts';
import { Button } from '../components/button.tsx';

const PROGRAM = `import OpenAI from 'openai';
import * as mlflow from 'spanwright';

mlflow.openai.autolog();

const client = new OpenAI();
await client.chat.completions.create({ … });`;

/** What stands in the place of the table where there are no traces. */
export function NoTraces({ filtered }: { readonly filtered: boolean }) {
  return filtered ? <NothingFound /> : <FirstSteps />;
}

function NothingFound() {
  return (
    <EmptyState title="No trace fits">
      <p>Nothing in this experiment fits the search and the time range.</p>
      <Button onClick={() => setQuery({ filter: undefined, range: undefined })}>Show all traces</Button>
    </EmptyState>
  );
}

function FirstSteps() {
  const { origin } = window.location;
  return (
    <EmptyState title="No traces yet">
      <p>Trace a program with one line; its traces appear here at once:</p>
      <pre>
        <code>{PROGRAM}</code>
      </pre>
      <p>Or run a program as it is, or let any MLflow or OpenTelemetry client send its traces here:</p>
      <pre>
        <code>
          {`npx spanwright run -- node app.mjs\n\nMLFLOW_TRACKING_URI=${origin} python app.py\nOTEL_EXPORTER_OTLP_ENDPOINT=${origin} node app.mjs`}
        </code>
      </pre>
      <p>Traces in another experiment? Choose it above, beside the name of this page.</p>
    </EmptyState>
  );
}
