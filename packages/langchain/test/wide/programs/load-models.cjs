'use strict';
// Loads the models that another process has logged, invokes each, and prints the results as JSON. The argument: ids of
// models by case, with their inputs, as JSON. As it stands it is a module of either format.

const cases = JSON.parse(process.argv[2]);

async function main() {
  const { loadModel } = await import('@spanwright/langchain');
  const results = {};
  for (const [name, { modelId, input }] of Object.entries(cases)) {
    const model = await loadModel(`models:/${modelId}`, { secrets: { 'X-Api-Key': 'k' } });
    // Twice, as in the first process: some recordings are of two turns.
    const [first] = [await model.invoke(input), await model.invoke(input)];
    results[name] = JSON.stringify(first);
  }
  process.stdout.write(JSON.stringify(results));
}

void main();
