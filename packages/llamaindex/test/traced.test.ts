import { describe, expect, it } from '@jest/globals';
import { setTraceExporter } from '@spanwright/core/kit';
import { traced } from '../src/index.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
setTraceExporter(collector);

class BaseRetriever {
  async retrieve(_query: string): Promise<readonly object[]> {
    return [{ node: { id_: 'n1', text: 'Trams.' }, score: 1 }];
  }
}
class OpenAI {
  readonly model = 'gpt-4o-mini';
  async chat(_params: object): Promise<object> {
    return {
      message: { role: 'assistant', content: 'Hi' },
      raw: { usage: { prompt_tokens: 1, completion_tokens: 2 } },
    };
  }
}

describe('traced()', () => {
  it('records the calls of whichever module it is given, and returns it', async () => {
    const modules = [{ BaseRetriever }, { OpenAI }];
    expect(modules.map((module) => traced(module as object))).toEqual(modules);
    await new BaseRetriever().retrieve('trams');
    await new OpenAI().chat({ messages: [] });
    const spans = (await collector.take()).flatMap((trace) => trace.spans);
    expect(spans.map(({ name }) => name)).toEqual(['BaseRetriever.retrieve', 'OpenAI.chat']);
  });

  it('records once what it is given twice, and leaves other modules alone', async () => {
    traced(traced({ OpenAI }));
    traced({ something: 'else' });
    await new OpenAI().chat({ messages: [] });
    expect((await collector.take()).flatMap((trace) => trace.spans)).toHaveLength(1);
  });
});
