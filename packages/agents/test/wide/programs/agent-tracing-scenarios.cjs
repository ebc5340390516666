'use strict';
// Things that users do with the tracing of the OpenAI Agents SDK itself, beside ours.
const { errorOf, workshop } = require('./agent-workshop.cjs');

exports.tracingScenarios = {
  'a workflow of two runs, in a group': async (lib) => {
    const { sdk, agent } = workshop(lib);
    return sdk.withTrace(
      'Joke workflow',
      async () => {
        const first = await sdk.run(agent('Joker', [{ text: 'A joke' }]), 'Tell a joke');
        return (await sdk.run(agent('Critic', [{ text: 'Funny' }]), first.finalOutput)).finalOutput;
      },
      { groupId: 'thread-1', metadata: { purpose: 'fun' } },
    );
  },
  'two runs at once, in a span of the program': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const one = (name) => sdk.run(agent(name, [{ text: name }]), name);
    const runs = await lib.mlflow.withSpan('both', () => Promise.all([one('Left'), one('Right')]));
    return runs.map(({ finalOutput }) => finalOutput);
  },
  'tracing that the program has disabled': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const runner = new sdk.Runner({ tracingDisabled: true });
    return (await runner.run(agent('Private', [{ text: 'Hush' }]), 'Secret')).finalOutput;
  },
  'a run in a trace of the SDK, in a span of the program': async (lib) => {
    const { sdk, agent } = workshop(lib);
    const run = () => sdk.run(agent('Joke agent', [{ text: 'A joke' }]), 'Tell a joke');
    const { finalOutput } = await lib.mlflow.withSpan('Parent span', () => sdk.withTrace('Joke workflow', run));
    return finalOutput;
  },
  'spans that the program makes by the SDK': async ({ sdk, mlflow }) => {
    const audio = { data: 'UklGRg==', format: 'pcm' };
    const spans = async () => {
      const listed = { server: 'files', result: ['read', 'write'] };
      await sdk.withMCPListToolsSpan(async () => {}, { data: listed });
      const heard = { input: audio, output: 'Hello', model: 'whisper-1', model_config: { language: 'en' } };
      await sdk.withTranscriptionSpan(async () => {}, { data: heard });
      const said = { input: 'Hello', output: audio, model: 'tts-1', model_config: { voice: 'alloy' } };
      await sdk.withSpeechGroupSpan(() => sdk.withSpeechSpan(async () => {}, { data: said }), {
        data: { input: 'Hello' },
      });
      const found = { name: 'look up', data: { hits: 2 } };
      await sdk.withCustomSpan(() => mlflow.withSpan('mine', async () => {}), { data: found });
    };
    await sdk.withTrace('Voice', spans);
    return 'made';
  },
  'a span of the SDK whose work fails': async ({ sdk }) =>
    sdk.withTrace('Failing', () =>
      errorOf(
        sdk.withCustomSpan(
          async (span) => {
            span.setError({ message: 'no such file', data: { path: '/notes' } });
            throw new Error('no such file');
          },
          { data: { name: 'read', data: {} } },
        ),
      ),
    ),
};
