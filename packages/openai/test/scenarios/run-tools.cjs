'use strict';
// `runTools` in its ways: every program has its own kind of tools.
const { errorOf, helpersOf, question, silent } = require('./support.cjs');

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const warmth = { Oslo: 3, Lima: 19 };

/** A tool as programs write them: a function with a parser, both counting on being called as methods. */
function weatherTool(calls) {
  return {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'Current weather of a city',
      parameters,
      parse: JSON.parse,
      function(args, runner) {
        calls.push([args, this.name, runner.constructor.name]);
        return Promise.resolve({ celsius: warmth[args.city] });
      },
    },
  };
}

/** Runs to the end; shows events, messages and what the tools saw. */
async function runWithTools(openai, baseURL, { model = 'chat-run-tools', stream = false, tools, more } = {}) {
  const calls = [];
  const events = [];
  const offered = Object.freeze(tools?.(calls) ?? [weatherTool(calls)]);
  const before = JSON.stringify(offered);
  const runner = helpersOf(openai, baseURL).runTools({ model, messages: question, tools: offered, stream, ...more });
  for (const event of ['connect', 'message', 'functionToolCall', 'functionToolCallResult', 'functionCall', 'end'])
    runner.on(event, (detail) => events.push([event, detail]));
  const final = await runner.finalContent();
  const usage = await runner.totalUsage();
  const unchanged = JSON.stringify(offered) === before;
  return { final, usage, events, calls, messages: runner.messages, unchanged, className: runner.constructor.name };
}

class PrivateTool {
  #city = 'nowhere';
  constructor(calls) {
    this.calls = calls;
  }
  get name() {
    return `get_${this.#city === 'nowhere' ? 'weather' : this.#city}`;
  }
  get parameters() {
    return parameters;
  }
  parse(text) {
    this.#city = 'nowhere';
    return JSON.parse(text);
  }
  function({ city }) {
    this.calls.push([city, this.#city]);
    return `${city}: ${warmth[city]}`;
  }
}

function get_weather(text) {
  return `${warmth[JSON.parse(text).city]}`;
}

const runTools = {
  async 'runTools() with frozen tools of a class with private fields'(openai, baseURL) {
    const tools = (calls) => [Object.freeze({ type: 'function', function: Object.freeze(new PrivateTool(calls)) })];
    return runWithTools(openai, baseURL, { tools });
  },
  async 'runTools() with a tool named by its function'(openai, baseURL) {
    return runWithTools(openai, baseURL, {
      tools: () => [{ type: 'function', function: { function: get_weather, parameters } }],
    });
  },
  async 'runTools() with a function that throws'(openai, baseURL) {
    const refuse = () => {
      throw new RangeError('no weather today');
    };
    const tools = () => [{ type: 'function', function: { name: 'get_weather', parameters, function: refuse } }];
    // Up to openai 5 tools run one after the other, and the first error ends the run; later majors can be told to.
    const more = { parallel_tool_calls: false };
    return errorOf(runWithTools(openai, baseURL, { model: 'chat-parallel-tools', tools, more }));
  },
  async 'runTools() that the provider refuses'(openai, baseURL) {
    return errorOf(runWithTools(openai, baseURL, { model: 'chat-error-401' }));
  },
  async 'runTools() that the provider refuses and nobody handles'(openai, baseURL) {
    const runner = helpersOf(openai, baseURL).runTools({
      model: 'chat-error-401',
      messages: question,
      tools: [weatherTool([])],
    });
    // Whoever waits for the end alone has not handled the error.
    await new Promise((resolve) => runner.on('end', resolve));
  },
  async 'runTools() that is aborted'(openai, baseURL) {
    const neverAnswering = silent(() => runner.abort());
    const runner = helpersOf(openai, baseURL, neverAnswering).runTools({
      model: 'chat-parallel-tools',
      messages: question,
      tools: [weatherTool([])],
    });
    const error = await errorOf(runner.done());
    return { error, aborted: runner.aborted, ended: runner.ended };
  },
};

module.exports = { runTools, runWithTools };
