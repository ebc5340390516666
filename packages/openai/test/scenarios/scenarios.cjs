'use strict';
// What users do with the openai client, as plain JavaScript: the same code runs inside jest and in real `node`
// processes of both module formats. The model name chooses the recording that answers.
const { endpoints, needs } = require('./endpoints.cjs');
const { everyday, nineActions } = require('./everyday.cjs');
const { numbered } = require('./numbered.cjs');
const { runTools } = require('./run-tools.cjs');

/** Spans that a scenario makes where that is not one: an agent has its turns and functions under it. */
const spans = {
  '07 runTools(): turns of the model': 5,
  '08 runTools(): functions, in a stream': 5,
  '28 moderations and images': 2,
  'runTools() with frozen tools of a class with private fields': 5,
  'runTools() with a tool named by its function': 5,
  'runTools() with a function that throws': 3,
  'runTools() that the provider refuses': 2,
  'runTools() that the provider refuses and nobody handles': 2,
  'runTools() that is aborted': 2,
};

/** Whether this version of the library has what a scenario uses. */
function isPossible(openai, name) {
  const path = needs[name];
  if (path === undefined) return true;
  const client = new openai.OpenAI({ apiKey: 'none' });
  return path.split('.').reduce((part, key) => part?.[key], client) !== undefined;
}

module.exports = {
  isPossible,
  needs,
  nineActions,
  scenarios: { ...numbered, ...everyday, ...runTools, ...endpoints },
  spans,
};
