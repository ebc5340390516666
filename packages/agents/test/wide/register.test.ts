import { describe, expect, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { runProgram } from './run-program.ts';

interface Case {
  readonly version: string;
  readonly linked: readonly string[];
  readonly imports: string;
  readonly use: string;
  readonly prints: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'clients of the Model Context Protocol': {
    version: 'mcp1',
    linked: ['@modelcontextprotocol', 'zod'],
    imports: `import { Client } from '@modelcontextprotocol/sdk/client/index.js';
      import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';`,
    use: `const client = new Client({ name: 'reader', version: '1.0.0' });
      await client.connect(new StdioClientTransport({ command: process.execPath, args: ['mcp-server.mjs'] }));
      await client.callTool({ name: 'told' }); await client.close();`,
    prints: 'told',
  },
  "Google's ADK": {
    version: 'google-adk2',
    linked: ['@google', 'zod'],
    imports: `import { BaseLlm, InMemoryRunner, LlmAgent } from '@google/adk';`,
    use: `class Silent extends BaseLlm { async *generateContentAsync() { throw new Error('silent'); } }
      const agent = new LlmAgent({ name: 'mute', model: new Silent({ model: 'silent' }) });
      const newMessage = { role: 'user', parts: [{ text: 'Hi' }] };
      for await (const _ of new InMemoryRunner({ agent }).runEphemeral({ userId: 'ada', newMessage })) continue;`,
    prints: 'Runner.runAsync, mute, silent',
  },
  'the AI SDK 6': {
    version: 'ai6',
    linked: ['ai', 'zod', '@opentelemetry'],
    imports: `import { generateText } from 'ai'; import { MockLanguageModelV3 } from 'ai/test';`,
    use: `const doGenerate = async () => { throw new Error('silent'); };
      const model = new MockLanguageModelV3({ modelId: 'silent', doGenerate });
      await generateText({ model, prompt: 'Hi', maxRetries: 0, experimental_telemetry: { isEnabled: true } }).catch(() => {});`,
    prints: 'generateText, silent',
  },
  'Strands Agents': {
    version: 'strands1',
    linked: ['@strands-agents', 'zod'],
    imports: `import { Agent, Model } from '@strands-agents/sdk';`,
    use: `class Silent extends Model {
        getConfig() { return { modelId: 'silent', contextWindowLimit: 100 }; } updateConfig() {}
        async *stream() { throw new Error('silent'); } }
      await new Agent({ id: 'mute', model: new Silent(), printer: false }).invoke('Hi').catch(() => {});`,
    prints: 'mute, silent',
  },
  'ts-swarm': {
    version: 'ts-swarm1',
    linked: ['ts-swarm', 'ai', 'zod'],
    imports: `import { createAgent } from 'ts-swarm'; import { MockLanguageModelV1 } from 'ai/test';`,
    use: `const rawCall = { rawPrompt: undefined, rawSettings: {} }; const usage = { promptTokens: 1, completionTokens: 1 };
      const doGenerate = async () => ({ rawCall, text: 'Hello', finishReason: 'stop', usage });
      const model = new MockLanguageModelV1({ modelId: 'mock', doGenerate });
      await createAgent({ id: 'greeter', model }).run({ messages: [{ role: 'user', content: 'Hi' }] });
      process.stdin.destroy();`,
    prints: 'Swarm.run, greeter, mock',
  },
};

describe.each(nodeBinaries())('with --import @spanwright/core/register, on %s', (node) => {
  it.each(Object.entries(CASES))('an ES module may import before autolog(): %s', async (_title, library) => {
    const { version, linked, imports, use, prints } = library;
    const text = `${imports} import { autolog } from '@spanwright/agents'; import print from './print-spans.cjs';
      autolog({ silent: true }); ${use} await print.printSpans();`;
    const nodeArgs = ['--import', '@spanwright/core/register'];
    const { code, stdout } = await runProgram({ node, nodeArgs, version, linked, format: 'esm', text });
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: prints });
  });
});
