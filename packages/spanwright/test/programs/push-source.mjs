// Fills the database that MLFLOW_TRACKING_URI names: traces in an experiment, some of a run, one with feedback and a picture.
import { flush, logFeedback, logMetric, logParam, setExperiment, startRun, withSpan } from '@spanwright/core';

const count = Number(process.argv[2]);
await setExperiment('Shop');
const picture = `data:image/png;base64,${Buffer.alloc(3000, 7).toString('base64')}`;
await startRun({ runName: 'nightly' }, async () => {
  await logParam('model', 'small');
  await logMetric('score', 0.25, { step: 1 });
  await logMetric('score', 0.75, { step: 2 });
  withSpan('with picture', (span) => span.setInputs({ picture }));
});
let last = '';
for (let n = 1; n < count; n += 1) {
  withSpan(`trace ${n}`, (span) => {
    span.setInputs({ n });
    last = span.traceId;
  });
}
await flush();
await logFeedback({ traceId: last, name: 'helpful', value: true, rationale: 'it was' });
await flush();
