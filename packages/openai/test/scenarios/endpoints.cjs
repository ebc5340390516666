'use strict';
// Endpoints beside chat, responses and embeddings. Uploads and routes without a model name their recording.
const { clientOf, errorOf, from, readAll } = require('./support.cjs');

const sound = () => new File(['sound'], 'morning.wav', { type: 'audio/wav' });
const picture = () => new File(['picture'], 'image.png', { type: 'image/png' });

const endpoints = {
  async 'legacy completions'(openai, baseURL) {
    return clientOf(openai, baseURL).completions.create({ model: 'completions-plain', prompt: 'Once upon a', n: 2 });
  },
  async 'images.generate() with partial images'(openai, baseURL) {
    const body = { model: 'images-generate-stream', prompt: 'A lighthouse at dusk', stream: true, partial_images: 2 };
    return readAll(await clientOf(openai, baseURL).images.generate(body));
  },
  async 'images.edit()'(openai, baseURL) {
    const body = { model: 'gpt-image-1', prompt: 'Make it night', image: picture() };
    return clientOf(openai, baseURL).images.edit(body, from('images-edit'));
  },
  async 'images.createVariation()'(openai, baseURL) {
    return clientOf(openai, baseURL).images.createVariation({ image: picture(), n: 1 }, from('images-variation'));
  },
  async 'an image that is refused'(openai, baseURL) {
    return errorOf(clientOf(openai, baseURL).images.generate({ model: 'images-error-400', prompt: 'x', size: '1x1' }));
  },
  async 'audio.speech'(openai, baseURL) {
    const body = { model: 'audio-speech', input: 'Good morning.', voice: 'alloy' };
    const response = await clientOf(openai, baseURL).audio.speech.create(body);
    return { used: response.bodyUsed, sound: Buffer.from(await response.arrayBuffer()).toString() };
  },
  async 'audio.transcriptions'(openai, baseURL) {
    const body = { model: 'gpt-4o-transcribe', file: sound() };
    return clientOf(openai, baseURL).audio.transcriptions.create(body, from('audio-transcription'));
  },
  async 'audio.transcriptions as text'(openai, baseURL) {
    const body = { model: 'whisper-1', file: sound(), response_format: 'text' };
    return clientOf(openai, baseURL).audio.transcriptions.create(body, from('audio-transcription-text'));
  },
  async 'audio.transcriptions in a stream'(openai, baseURL) {
    const body = { model: 'gpt-4o-transcribe', file: sound(), stream: true };
    return readAll(
      await clientOf(openai, baseURL).audio.transcriptions.create(body, from('audio-transcription-stream')),
    );
  },
  async 'audio.translations'(openai, baseURL) {
    const body = { model: 'whisper-1', file: sound() };
    return clientOf(openai, baseURL).audio.translations.create(body, from('audio-translation'));
  },
  async 'responses.compact()'(openai, baseURL) {
    return clientOf(openai, baseURL).responses.compact({ model: 'responses-compact', input: 'Why do cats purr?' });
  },
  async 'a response in the background'(openai, baseURL) {
    const body = { model: 'responses-background', input: 'One line about the sea.', background: true };
    return clientOf(openai, baseURL).responses.create(body);
  },
  async 'responses.retrieve() of a stream'(openai, baseURL) {
    const { responses } = clientOf(openai, baseURL);
    const query = { stream: true, starting_after: 4 };
    return readAll(await responses.retrieve('resp_68a1', query, from('responses-retrieve-stream')));
  },
  async 'beta.responses'(openai, baseURL) {
    const body = { model: 'responses-beta', input: 'One line about the sea.' };
    return clientOf(openai, baseURL).beta.responses.create(body);
  },
  async 'vectorStores.search()'(openai, baseURL) {
    const promise = clientOf(openai, baseURL).vectorStores.search(
      'vs_1',
      { query: 'return policy', max_num_results: 2 },
      from('vector-store-search'),
    );
    const page = await promise;
    return {
      promise: promise.constructor.name,
      page: page.constructor.name,
      found: page.data,
      more: page.hasNextPage(),
    };
  },
  async 'vectorStores.search() iterated'(openai, baseURL) {
    const { vectorStores } = clientOf(openai, baseURL);
    return readAll(vectorStores.search('vs_1', { query: 'return policy' }, from('vector-store-search')));
  },
  async 'batches.create()'(openai, baseURL) {
    const body = { input_file_id: 'file-1', endpoint: '/v1/chat/completions', completion_window: '24h' };
    return clientOf(openai, baseURL).batches.create(body, from('batches-create'));
  },
  async 'videos.create()'(openai, baseURL) {
    const body = { model: 'sora-2', prompt: 'Waves at dusk' };
    return clientOf(openai, baseURL).videos.create(body, from('videos-create'));
  },
  async decisions(openai, baseURL) {
    const questions = [{ type: 'predicate', name: 'complaint', question: 'Is it a complaint?' }];
    return clientOf(openai, baseURL).decisions.create({
      model: 'decisions',
      input: 'The parcel never came.',
      questions,
    });
  },
  async 'an agent that the provider runs'(openai, baseURL) {
    const { sessions } = clientOf(openai, baseURL).beta.agents;
    const agent = { model: 'gpt-5-mini', instructions: 'Sort the files.' };
    const body = { agent, environment: { type: 'none' }, input: 'Sort them.', stream: true };
    return readAll(await sessions.create(body, from('agent-sessions-stream')));
  },
  async "an assistant's run"(openai, baseURL) {
    const { runs } = clientOf(openai, baseURL).beta.threads;
    return runs.create('thread_1', { assistant_id: 'asst_1' }, from('assistants-run'));
  },
  async "an assistant's run on a new thread"(openai, baseURL) {
    const { threads } = clientOf(openai, baseURL).beta;
    return threads.createAndRun({ assistant_id: 'asst_1' }, from('assistants-thread-run'));
  },
  async "an assistant's run in a stream"(openai, baseURL) {
    const { runs } = clientOf(openai, baseURL).beta.threads;
    return readAll(
      await runs.create('thread_1', { assistant_id: 'asst_1', stream: true }, from('assistants-run-stream')),
    );
  },
  async "the helper that streams an assistant's run"(openai, baseURL) {
    const { runs } = clientOf(openai, baseURL).beta.threads;
    const stream = runs.stream('thread_1', { assistant_id: 'asst_1' }, from('assistants-run-stream'));
    const texts = [];
    stream.on('textDelta', ({ value }) => texts.push(value));
    return { run: await stream.finalRun(), texts };
  },
};

/** Endpoints that not every major has, by the part of a client that shows it. */
const needs = {
  // openai 4 takes the stream for a text. `webhooks` came with 5.
  'images.generate() with partial images': 'webhooks',
  'responses.compact()': 'responses.compact',
  'beta.responses': 'beta.responses',
  'videos.create()': 'videos',
  decisions: 'decisions',
  'an agent that the provider runs': 'beta.agents',
};

module.exports = { endpoints, needs };
