// Trace tags: on a trace in progress, and on one that has ended.
import * as mlflow from 'spanwright';

const client = new mlflow.MlflowClient();

async function tagsOf(requestId: string): Promise<unknown> {
  return (await client.getTrace(requestId)).info.tags;
}

// Setting tags on an active trace
const myFunc = mlflow.trace(function myFunc(x: number) {
  mlflow.updateCurrentTrace({ tags: { fruit: 'apple' } });
  return x + 1;
});
myFunc(1);

// Get the request ID of the most recently created trace
const requestId = mlflow.getLastActiveTraceId() ?? '';
console.log(await tagsOf(requestId));

// Set a tag on a finished trace
await client.setTraceTag({ requestId }, 'tag_key', 'tag_value');
console.log(await tagsOf(requestId));

// Delete a tag from a trace
await client.deleteTraceTag({ requestId }, 'tag_key');
console.log(await tagsOf(requestId));
