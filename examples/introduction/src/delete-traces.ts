// Deleting traces: by experiment and time, or by their ids. It cannot be undone.
import * as mlflow from 'spanwright';

const client = new mlflow.MlflowClient();
const { experimentId } = await mlflow.setExperiment('Clean-up');
const ids = [1, 2, 3].map((n) => mlflow.withSpan(`trace ${n}`, (span) => span.traceId));
await mlflow.flush();

// Get the current timestamp in milliseconds
const currentTime = Date.now();

// Delete the two oldest traces until a specific timestamp
const deletedCount = await client.deleteTraces({ experimentId, maxTimestampMillis: currentTime, maxTraces: 2 });
console.log(`${deletedCount} deleted`);

const left = await client.searchTraces({ experimentIds: [experimentId] });
console.log(`${left.length} left`);

// Delete traces by their ids
console.log(`${await client.deleteTraces({ experimentId, traceIds: ids })} deleted`);
