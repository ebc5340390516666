// Streaming: generators are traced while they are consumed; a reducer makes one output of what they yield.
import * as mlflow from 'spanwright';
import { showLastTrace } from './show-trace.ts';

const streamData = mlflow.trace(function* streamData() {
  for (let i = 0; i < 5; i += 1) yield i;
});

// The trace starts with the first item, and ends with the last
for (const item of streamData()) console.log(item);
await showLastTrace();

const streamText = mlflow.trace(
  async function* streamText(words: readonly string[]) {
    for (const word of words) yield await Promise.resolve(word);
  },
  { outputReducer: (chunks: readonly string[]) => chunks.join(' ') },
);

for await (const word of streamText(['hello', 'world'])) console.log(word);
await showLastTrace();
