import { describe, expect, it } from '@jest/globals';
import { ChatReducer } from '../../src/chat-reducer.ts';
import { usageOf } from '../../src/usage.ts';
import { deepFreeze, sharedWith } from '../support/chunks.ts';
import { naiveChat } from '../support/naive-chat.ts';
import { chunksOf, exchangesOf } from '../support/recordings.ts';

const streams = exchangesOf('chat-completions').filter(({ sse }) => sse !== undefined);

describe('recorded chat streams', () => {
  it('are there', () => {
    expect(streams.length).toBeGreaterThan(90);
  });

  it.each(streams)('$title folds into what was sent', async ({ sse }) => {
    const chunks = deepFreeze(await chunksOf(sse!));
    const reducer = new ChatReducer();
    for (const chunk of chunks) reducer.add(chunk);
    const result = reducer.result();
    expect(naiveChat.read(result)).toEqual(naiveChat.fold(chunks));
    expect(sharedWith(chunks, result)).toEqual([]);
    const usage = naiveChat.usage(chunks);
    expect(usageOf(result)).toEqual(usage && expect.objectContaining(usage));
  });
});
