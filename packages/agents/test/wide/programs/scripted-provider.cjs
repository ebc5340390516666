'use strict';
// A provider whose answers are written here, synthetic, in the form of OpenAI's Responses and chat completions.
let made = 0;
const usage = { input_tokens: 9, output_tokens: 3, total_tokens: 12, input_tokens_details: { cached_tokens: 4 } };

/** One step of a script: `text`, `call: [name, args]`, or an HTTP error `status`. */
const itemOf = ({ text, call }) =>
  call
    ? {
        type: 'function_call',
        id: `fc_${(made += 1)}`,
        call_id: `call_${made}`,
        name: call[0],
        arguments: JSON.stringify(call[1] ?? {}),
        status: 'completed',
      }
    : {
        type: 'message',
        id: `msg_${(made += 1)}`,
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text, annotations: [] }],
      };

function responseOf(step, body) {
  return {
    id: `resp_${(made += 1)}`,
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: body.model,
    output: [itemOf(step)],
    tools: body.tools ?? [],
    usage,
  };
}

function completionOf({ text, call }, body) {
  const message = call
    ? {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: `call_${(made += 1)}`,
            type: 'function',
            function: { name: call[0], arguments: JSON.stringify(call[1] ?? {}) },
          },
        ],
      }
    : { role: 'assistant', content: text };
  return {
    id: `chatcmpl_${(made += 1)}`,
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: [{ index: 0, message, finish_reason: call ? 'tool_calls' : 'stop' }],
    usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 },
  };
}

function streamOf(response) {
  const events = [
    { type: 'response.created', sequence_number: 0, response: { ...response, status: 'in_progress', output: [] } },
    ...(response.output[0].content
      ? [
          {
            type: 'response.output_text.delta',
            sequence_number: 1,
            item_id: 'm',
            output_index: 0,
            content_index: 0,
            delta: response.output[0].content[0].text,
          },
        ]
      : []),
    { type: 'response.completed', sequence_number: 2, response },
  ];
  const text = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

/** Counts ids from the start again. */
exports.resetIds = () => void (made = 0);

/** A `fetch` that gives the steps one after the other. */
exports.scriptedFetch = (steps) => {
  const left = [...steps];
  return async (url, init) => {
    const step = left.shift() ?? { status: 500, error: 'the script is at its end' };
    const body = JSON.parse(init.body);
    if (step.status) return Response.json({ error: { message: step.error } }, { status: step.status });
    if (String(url).endsWith('/chat/completions')) return Response.json(completionOf(step, body));
    const response = responseOf(step, body);
    return body.stream ? streamOf(response) : Response.json(response);
  };
};
