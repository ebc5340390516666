'use strict';
// Things that users do with Google's ADK, on a model that reads from a script and on Gemini over a scripted service.
exports.libraries = { adk: '@google/adk', zod: 'zod' };
exports.modules = ({ adk }) => [adk];
exports.patched = ({ adk }) => [
  adk.Runner.prototype.runAsync,
  adk.BaseAgent.prototype.runAsync,
  adk.BaseNode.prototype.run,
  adk.Gemini.prototype.generateContentAsync,
  adk.FunctionTool.prototype.runAsync,
  adk.LlmAgent.prototype.callLlmAsync,
  adk.PluginManager.prototype.runBeforeToolCallback,
  ScriptedLlm?.prototype.generateContentAsync,
];

let ScriptedLlm;
exports.prepare = (lib) => {
  lib.adk.setLogLevel(lib.adk.LogLevel.ERROR + 1);
  ScriptedLlm = class extends lib.adk.BaseLlm {
    constructor(steps, ask) {
      super({ model: 'scripted-1' });
      Object.assign(this, { left: [...steps], ask });
    }
    async connect() {
      const { left } = this;
      const receive = async function* () {
        for (const { text } of left.splice(0)) yield { content: model([{ text }]), turnComplete: true };
      };
      return { receive, sendContent: async () => {}, sendHistory: async () => {}, close: async () => {} };
    }
    async *generateContentAsync(request, stream) {
      const step = this.left.shift();
      if (step.asks) await lib.mlflow.withSpan('ask', async () => {});
      if (step instanceof Error) throw step;
      yield* responsesOf(step, stream, this.left.length);
    }
  };
  return lib;
};

const usageMetadata = { promptTokenCount: 9, candidatesTokenCount: 3, totalTokenCount: 12, cachedContentTokenCount: 4 };

function* responsesOf({ text, thought, calls = [], errorCode, errorMessage }, stream, left) {
  const said = [...(thought ? [{ text: thought, thought: true }] : []), ...(text ? [{ text }] : [])];
  if (stream)
    for (const piece of (text ?? '').split(/(?<= )/)) yield { content: model([{ text: piece }]), partial: true };
  const functionCalls = calls.map(([name, args], index) => ({
    functionCall: { id: `call-${left}-${index}`, name, args },
  }));
  if (errorCode) yield { errorCode, errorMessage, usageMetadata };
  else yield { content: model([...said, ...functionCalls]), usageMetadata, finishReason: 'STOP' };
}
const model = (parts) => ({ role: 'model', parts });

const agentOf = ({ adk }, name, steps, more = {}) =>
  new adk.LlmAgent({ name, description: `The ${name}`, model: new ScriptedLlm(steps), ...more });

const weatherOf = ({ adk, zod, mlflow }) =>
  new adk.FunctionTool({
    name: 'weather',
    description: 'The weather in a city',
    parameters: zod.z.object({ city: zod.z.string() }),
    execute: async ({ city }) => {
      if (city === 'Atlantis') throw new TypeError('no such city');
      return mlflow.withSpan({ name: 'look up', spanType: 'RETRIEVER' }, async () => `sunny in ${city}`);
    },
  });

const user = (text) => ({ role: 'user', parts: [{ text }] });

async function eventsOf(lib, agent, { text = 'Hi', each = () => {}, plugins = [], ...more } = {}) {
  const runner = new lib.adk.InMemoryRunner({ agent, appName: 'travel', plugins });
  const who = { userId: 'ada', sessionId: 'trip' };
  await runner.sessionService.createSession({ appName: 'travel', ...who });
  const told = [];
  for await (const event of runner.runAsync({ ...who, newMessage: user(text), ...more })) {
    told.push(shown(event));
    if (each(event) === 'leave') break;
  }
  return told;
}

const shown = ({ author, partial, content, errorCode, errorMessage, actions, output }) => ({
  ...{ author, partial, parts: content?.parts, errorCode, errorMessage, output },
  transfer: actions?.transferToAgent,
});

const errorOf = (promise) =>
  promise.then(
    () => 'no error',
    ({ name, message }) => ({ name, message }),
  );

const sse = ({ adk }) => ({ runConfig: { streamingMode: adk.StreamingMode.SSE } });

exports.scenarios = {
  'an agent': (lib) => eventsOf(lib, agentOf(lib, 'greeter', [{ text: 'Hello', thought: 'A greeting.' }])),
  'tools, one of which throws': (lib) => {
    const steps = [
      { text: 'Let me see.', calls: [['weather', { city: 'Oslo' }]] },
      {
        calls: [
          ['weather', { city: 'Atlantis' }],
          ['weather', { city: 'Bergen' }],
        ],
      },
      { text: 'Sunny, mostly', asks: true },
    ];
    const generateContentConfig = { temperature: 0, maxOutputTokens: 100 };
    const more = { tools: [weatherOf(lib)], instruction: 'Be brief.', generateContentConfig };
    return eventsOf(lib, agentOf(lib, 'reporter', steps, more), { text: 'Weather?' });
  },
  'a tool of a class of the program': (lib) => {
    class Dice extends lib.adk.BaseTool {
      #rolled = 0;
      constructor() {
        super({ name: 'dice', description: 'Rolls' });
      }
      _getDeclaration() {
        return { name: 'dice', description: 'Rolls', parameters: { type: 'OBJECT', properties: {} } };
      }
      async runAsync() {
        return lib.mlflow.withSpan('roll', async () => ({ rolled: (this.#rolled += 6) }));
      }
    }
    return eventsOf(lib, agentOf(lib, 'player', [{ calls: [['dice', {}]] }, { text: 'Six' }], { tools: [new Dice()] }));
  },
  'a tool of a class that makes more of another': (lib) => {
    class Louder extends lib.adk.FunctionTool {
      async runAsync(request) {
        return `${await super.runAsync(request)}!`;
      }
    }
    const tool = new Louder({ name: 'echo', description: 'Says it again', execute: () => 'again' });
    return eventsOf(lib, agentOf(lib, 'echoer', [{ calls: [['echo', {}]] }, { text: 'Done' }], { tools: [tool] }));
  },
  'a hand-off': (lib) => {
    const bob = agentOf(lib, 'bob', [{ text: 'An old pond, a frog' }]);
    const alice = agentOf(lib, 'alice', [{ calls: [['transfer_to_agent', { agentName: 'bob' }]] }], {
      subAgents: [bob],
    });
    return eventsOf(lib, alice, { text: 'I want to talk to agent B' });
  },
  'a hand-off and back': (lib) => {
    const transfer = (agentName) => ({ calls: [['transfer_to_agent', { agentName }]] });
    const bob = agentOf(lib, 'bob', [transfer('alice')]);
    return eventsOf(lib, agentOf(lib, 'alice', [transfer('bob'), { text: 'Me again' }], { subAgents: [bob] }));
  },
  'an agent as a tool': (lib) => {
    const expert = agentOf(lib, 'expert', [{ text: 'Forty-two' }]);
    const steps = [{ calls: [['expert', { request: 'How much?' }]] }, { text: 'It is 42' }];
    return eventsOf(lib, agentOf(lib, 'host', steps, { tools: [new lib.adk.AgentTool({ agent: expert })] }));
  },
  'agents in sequence, at once and in a loop': (lib) => {
    const { LoopAgent, ParallelAgent, SequentialAgent, EXIT_LOOP } = lib.adk;
    const both = new ParallelAgent({
      name: 'both',
      subAgents: [agentOf(lib, 'north', [{ text: 'Sun' }]), agentOf(lib, 'south', [{ text: 'Sun' }])],
    });
    const critic = agentOf(lib, 'critic', [{ text: 'More' }, { calls: [['exit_loop', {}]] }], { tools: [EXIT_LOOP] });
    const review = new LoopAgent({
      name: 'review',
      subAgents: [agentOf(lib, 'writer', [{ text: 'A' }, { text: 'B' }]), critic],
    });
    return eventsOf(lib, new SequentialAgent({ name: 'all', subAgents: [both, review] }), { text: 'Report' }).then(
      (events) =>
        // Those that work at once may be told of in any order.
        events.map(({ author, parts }) => `${author}: ${parts?.[0]?.text ?? 'a tool'}`).sort(),
    );
  },
  'a workflow': async (lib) => {
    const { FunctionNode, START, Workflow } = lib.adk;
    const shout = new FunctionNode('shout', (_, text) => `${text}`.toUpperCase());
    const writer = agentOf(lib, 'writer', [{ text: 'a page' }]);
    const workflow = new Workflow({ name: 'publish', edges: [[START, writer, shout]] });
    return eventsOf(lib, workflow, { text: 'Write' });
  },
  'a workflow whose node throws': (lib) => {
    const { FunctionNode, START, Workflow } = lib.adk;
    const print = new FunctionNode('print', () => {
      throw new RangeError('out of paper');
    });
    const edges = [[START, print]];
    return errorOf(eventsOf(lib, new Workflow({ name: 'publish', edges }), { text: 'Write' }));
  },
  'a stream': (lib) => eventsOf(lib, agentOf(lib, 'greeter', [{ text: 'Hello to all' }]), sse(lib)),
  'a stream that is left early': (lib) =>
    eventsOf(lib, agentOf(lib, 'greeter', [{ text: 'Hello to all' }]), { ...sse(lib), each: () => 'leave' }),
  'a run that is left after a tool': (lib) => {
    const agent = agentOf(lib, 'reporter', [{ calls: [['weather', { city: 'Oslo' }]] }], { tools: [weatherOf(lib)] });
    const each = ({ content }) => content?.parts?.[0]?.functionResponse && 'leave';
    return eventsOf(lib, agent, { each });
  },
  'a stream that is aborted': (lib) => {
    const abort = new AbortController();
    const more = { ...sse(lib), abortSignal: abort.signal, each: () => abort.abort() };
    return eventsOf(lib, agentOf(lib, 'greeter', [{ text: 'Hello to all' }]), more);
  },
  'a model that fails': (lib) => eventsOf(lib, agentOf(lib, 'greeter', [new Error('overloaded')])),
  'a model that refuses': (lib) =>
    eventsOf(lib, agentOf(lib, 'greeter', [{ errorCode: 'SAFETY', errorMessage: 'blocked' }])),
  'a model call too many': (lib) => {
    const steps = [{ calls: [['weather', { city: 'Oslo' }]] }, { text: 'never' }];
    const agent = agentOf(lib, 'reporter', steps, { tools: [weatherOf(lib)] });
    return errorOf(eventsOf(lib, agent, { runConfig: { maxLlmCalls: 1 } }));
  },
  'a session that is not there': (lib) => {
    const runner = new lib.adk.InMemoryRunner({ agent: agentOf(lib, 'greeter', []), appName: 'travel' });
    const events = runner.runAsync({ userId: 'ada', sessionId: 'none', newMessage: user('Hi') });
    return errorOf(events.next());
  },
  'a live session': async (lib) => {
    const runner = new lib.adk.InMemoryRunner({
      agent: agentOf(lib, 'greeter', [{ text: 'Hello' }]),
      appName: 'travel',
    });
    const who = { userId: 'ada', sessionId: 'call' };
    await runner.sessionService.createSession({ appName: 'travel', ...who });
    const liveRequestQueue = new lib.adk.LiveRequestQueue();
    liveRequestQueue.close();
    const told = [];
    for await (const event of runner.runLive({ ...who, liveRequestQueue })) {
      told.push(shown(event));
      break;
    }
    return told;
  },
  'a guardrail that answers for the model': (lib) => {
    const beforeModelCallback = async () => ({ content: model([{ text: 'Not today' }]) });
    return eventsOf(lib, agentOf(lib, 'greeter', [], { beforeModelCallback }));
  },
  'plugins and callbacks of the program': async (lib) => {
    const heard = [];
    class Listener extends lib.adk.BasePlugin {
      async beforeModelCallback() {
        heard.push('model');
      }
      async beforeToolCallback({ tool }) {
        heard.push(tool === weather ? 'its own tool' : 'another tool');
      }
      async onToolErrorCallback({ error }) {
        heard.push(error.message);
        return { result: 'unknown' };
      }
    }
    const weather = weatherOf(lib);
    const steps = [{ calls: [['weather', { city: 'Atlantis' }]] }, { text: 'Who knows' }];
    const events = await eventsOf(lib, agentOf(lib, 'reporter', steps, { tools: [weather] }), {
      plugins: [new Listener('listener')],
    });
    return { events, heard };
  },
  'a model that chooses between models': (lib) => {
    const first = new ScriptedLlm([new Error('overloaded')]);
    const second = new ScriptedLlm([{ text: 'Hello' }]);
    const router = (_models, _request, failed) => (failed ? 'second' : 'first');
    const routed = new lib.adk.RoutedLlm({ models: { first, second }, router, modelName: 'either' });
    return eventsOf(lib, new lib.adk.LlmAgent({ name: 'greeter', model: routed }));
  },
  'two runs at once in a span of the program': (lib) =>
    lib.mlflow.withSpan('both', async () => {
      const run = (city) => {
        const steps = [{ calls: [['weather', { city }]] }, { text: city }];
        return eventsOf(lib, agentOf(lib, city.toLowerCase(), steps, { tools: [weatherOf(lib)] }), { text: city });
      };
      const told = await Promise.all([run('Oslo'), run('Bergen')]);
      return told.map((events) => events.map(({ author, parts }) => [author, parts?.at(-1)?.text]));
    }),
  Gemini: (lib) => withGemini([answerOf([{ text: 'Bonjour' }])], () => eventsOf(lib, geminiOf(lib))),
  'Gemini, streaming': (lib) =>
    withGemini([[answerOf([{ text: 'Bon' }]), answerOf([{ text: 'jour' }])]], () =>
      eventsOf(lib, geminiOf(lib), sse(lib)),
    ),
  'Gemini that refuses a key': (lib) =>
    withGemini([{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }], () =>
      eventsOf(lib, geminiOf(lib)),
    ),
};

const geminiOf = ({ adk }) =>
  new adk.LlmAgent({ name: 'frenchman', model: new adk.Gemini({ model: 'gemini-2.5-flash', apiKey: 'k' }) });

const answerOf = (parts) => ({
  candidates: [{ content: model(parts), finishReason: 'STOP', index: 0 }],
  usageMetadata,
  modelVersion: 'gemini-2.5-flash',
});

/** Answers as Google's service does, written by hand after its documentation. */
async function withGemini(answers, work) {
  const { fetch } = globalThis;
  const left = [...answers];
  globalThis.fetch = async () => {
    const answer = left.shift();
    if (Array.isArray(answer)) {
      const text = answer.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');
      return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
    }
    return Response.json(answer, { status: answer.error?.code ?? 200 });
  };
  try {
    return await work();
  } finally {
    globalThis.fetch = fetch;
  }
}
