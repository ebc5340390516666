// One trace with HTML, scripts and dangerous links in every text that a program can set.
import * as mlflow from 'spanwright';

const HTML = '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=2</script>';
const MARKDOWN = `${HTML}\n\n[click](javascript:globalThis.hacked=3) ![i](javascript:globalThis.hacked=4)
<a href="javascript:globalThis.hacked=5">here</a> <svg onload="globalThis.hacked=6"></svg>
\`\`\`html
${HTML}
\`\`\`
| ${HTML} | b |
|---|---|
| <iframe srcdoc="<script>parent.hacked=7</script>"></iframe> | [x](data:text/html,${encodeURIComponent(HTML)}) |`;
const calls = [{ id: HTML, type: 'function', function: { name: HTML, arguments: JSON.stringify({ [HTML]: HTML }) } }];

await mlflow.withSpan({ name: `hostile ${HTML}`, spanType: 'CHAT_MODEL' }, async (span) => {
  const { traceId } = span;
  mlflow.updateCurrentTrace({
    tags: { [HTML]: HTML },
    metadata: { [HTML]: HTML, 'mlflow.trace.session': HTML, 'mlflow.trace.user': HTML },
    requestPreview: HTML,
    responsePreview: HTML,
    clientRequestId: HTML.slice(0, 50),
  });
  span.setInputs({
    messages: [
      { role: 'system', content: MARKDOWN },
      { role: HTML, name: HTML, content: MARKDOWN },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'javascript:globalThis.hacked=8' } }] },
      {
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: `data:image/svg+xml,${encodeURIComponent(HTML)}` } }],
      },
      {
        role: 'user',
        content: [{ type: 'file', file: { filename: HTML, file_data: 'javascript:globalThis.hacked=9' } }],
      },
      { role: 'user', content: [{ type: HTML, [HTML]: HTML }] },
      { role: 'assistant', content: MARKDOWN, reasoning_content: MARKDOWN, tool_calls: calls },
      { role: 'tool', tool_call_id: HTML, content: HTML },
    ],
    tools: [{ type: 'function', function: { name: HTML } }],
  });
  span.setOutputs({ choices: [{ message: { role: 'assistant', content: MARKDOWN, refusal: HTML } }] });
  span.setAttributes({ [HTML]: HTML, 'mlflow.llm.model': HTML });
  span.addEvent({ name: HTML, attributes: { [HTML]: HTML } });
  await mlflow.withSpan({ name: HTML, spanType: HTML }, async (inner) => {
    inner.setInputs(HTML);
    inner.recordException(Object.assign(new Error(HTML), { name: HTML, stack: HTML }));
    inner.setStatus('ERROR');
  });
  await mlflow.withSpan({ name: 'documents', spanType: 'RETRIEVER' }, async (inner) => {
    inner.setOutputs([{ page_content: MARKDOWN, metadata: { [HTML]: HTML }, id: HTML }]);
  });
  for (const [from, to] of [
    [HTML, 'b'],
    ['b', HTML],
  ])
    await mlflow.withSpan({ name: 'Handoff', spanType: 'HANDOFF' }, async (inner) => {
      inner.setAttributes({
        'spanwright.handoff.from': from,
        'spanwright.handoff.to': to,
        'spanwright.handoff.reason': HTML,
      });
    });
  process.env.HOSTILE_ID = traceId;
});
await mlflow.flush();
const traceId = mlflow.getLastActiveTraceId();
await mlflow.logFeedback({
  traceId,
  name: 'judge',
  value: HTML,
  rationale: HTML,
  source: { sourceType: 'LLM_JUDGE', sourceId: HTML },
});
await mlflow.logExpectation({
  traceId,
  name: 'expected',
  value: { [HTML]: HTML },
  source: { sourceType: 'HUMAN', sourceId: HTML },
});
await mlflow.flush();
console.log(traceId);
