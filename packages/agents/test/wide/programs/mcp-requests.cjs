'use strict';
// What users ask of a server of the Model Context Protocol in the same words with each version of its client.

/** What a promise is rejected with, as far as it is the same in each run. */
exports.errorOf = (promise) =>
  promise.then(
    () => 'no error',
    ({ name, code, message }) => ({ name, code, message }),
  );

/** @param connected gives a connected client to a function, and what that gives */
exports.requestsOf = (connected) => ({
  'a tool that fails': (lib) => connected(lib, (client) => client.callTool({ name: 'break' })),
  'tools, a prompt and a resource': (lib) =>
    connected(lib, async (client) =>
      lib.mlflow.withSpan('session', async () => [
        (await client.listTools()).tools.map(({ name }) => name),
        await client.callTool({ name: 'add', arguments: { a: 2, b: 3 } }),
        await client.getPrompt({ name: 'greet', arguments: { who: 'Ada' } }),
        await client.readResource({ uri: 'notes://today' }),
      ]),
    ),
});
