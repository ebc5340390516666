'use strict';
// The suite of recordings that agents made: each is run again by the OpenAI Agents SDK, whose model answers what was
// recorded. Agents are told apart by their instructions; tools give what they gave then.

/** A message of another framework, in the SDK's form. */
function itemOf({ role, content }) {
  const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
  return role === 'assistant'
    ? { role, status: 'completed', content: [{ type: 'output_text', text }] }
    : { role, content: text };
}

const isMessage = ({ role }) => role === 'user' || role === 'assistant';
const isSystem = ({ role }) => role === 'system' || role === 'developer';

/** What the model was asked, whichever of both protocols it speaks. */
function requestOf({ body }) {
  const items = [body.messages ?? body.input]
    .flat()
    .map((item) => (typeof item === 'string' ? { role: 'user', content: item } : item));
  const [system] = items.filter(isSystem);
  const instructions = body.instructions ?? (system && itemOf(system).content) ?? '';
  const tools = (body.tools ?? []).map((tool) => ({ ...tool, ...tool.function }));
  return { instructions, input: items.filter(isMessage).map(itemOf), tools, items };
}

/** Results of tools by the id of their call. */
function resultsOf(interactions) {
  const items = interactions.flatMap(({ request }) => requestOf(request).items);
  return new Map(items.map((item) => [item.call_id ?? item.tool_call_id, item.output ?? item.content]));
}

function answerOf({ response }) {
  const { status, body, sse } = response;
  if (sse === undefined) return Response.json(body, { status });
  return new Response(sse, { status, headers: { 'content-type': 'text/event-stream' } });
}

function modelOf({ sdk, openai }, interactions) {
  const left = [...interactions];
  const fetch = async () => (left.length > 0 ? answerOf(left.shift()) : Response.json({}, { status: 410 }));
  const client = new openai.OpenAI({ apiKey: 'k', baseURL: 'http://provider.test/v1', maxRetries: 0, fetch });
  const isChat = interactions[0].request.body.messages !== undefined;
  const Model = isChat ? sdk.OpenAIChatCompletionsModel : sdk.OpenAIResponsesModel;
  return { model: new Model(client, 'recorded'), isDone: () => left.length === 0 };
}

/** The agents of the recording, each with its tools, and with hand-offs to the one that comes next. */
function agentsOf({ sdk }, interactions, model) {
  const requests = interactions.map(({ request }) => requestOf(request));
  const results = resultsOf(interactions);
  const all = new Map();
  for (const [at, { instructions, tools }] of [...requests.entries()].reverse()) {
    if (all.has(instructions)) continue;
    const next = requests.slice(at + 1).find((later) => later.instructions !== instructions);
    const isTransfer = ({ name }) => name?.startsWith('transfer_to_') && next !== undefined;
    const handoffs = tools
      .filter(isTransfer)
      .map(({ name }) => sdk.handoff(all.get(next.instructions), { toolNameOverride: name }));
    const own = tools.filter((tool) => !isTransfer(tool)).map((tool) => toolOf(sdk, tool, results));
    all.set(instructions, new sdk.Agent({ name: `agent ${at + 1}`, instructions, model, tools: own, handoffs }));
  }
  return all.get(requests[0].instructions);
}

function toolOf(sdk, { type, name, description = '', parameters }, results) {
  if (type !== 'function') return { type: 'hosted_tool', name: type, providerData: { type } };
  const schema = { type: 'object', properties: {}, required: [], ...parameters, additionalProperties: true };
  const execute = async (_args, _context, details) => results.get(details?.toolCall?.callId) ?? 'done';
  return sdk.tool({ name, description, parameters: schema, strict: false, execute });
}

async function replay(lib, interactions) {
  const { model, isDone } = modelOf(lib, interactions);
  const stream = interactions[0].response.sse !== undefined;
  const seen = [];
  let agent = agentsOf(lib, interactions, model);
  let { input } = requestOf(interactions[0].request);
  // A recording may be of several runs, one after another.
  while (!isDone() && seen.length < interactions.length) {
    try {
      const result = await lib.sdk.run(agent, input, { stream });
      if (stream) await result.completed;
      seen.push(result.finalOutput);
      agent = result.lastAgent;
      input = [...result.history, { role: 'user', content: 'Go on' }];
    } catch (error) {
      seen.push(`${error.name}: ${error.message}`);
    }
  }
  return seen;
}

module.exports = ({ recordings }) => ({
  libraries: { sdk: '@openai/agents', openai: 'openai', zod: 'zod' },
  patched: ({ sdk }) => sdk.Runner.prototype.run,
  scenarios: Object.fromEntries(
    Object.entries(recordings).map(([name, path]) => [
      name,
      (lib) =>
        replay(
          lib,
          require(path).interactions.filter(({ request }) => /\/(responses|completions)$/.test(request.url)),
        ),
    ]),
  ),
});
