import { allPages } from './pages.ts';
import { isOk, textOf } from './answer.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { findTraceV2 } from './send-trace-v2.ts';
import { unlessMissing } from './unless-missing.ts';

/** What kind of server there is, and how it calls traces: those of MLflow 2 give them ids of their own. */
export class ServerKind {
  readonly #client: RestClient;
  #isV2: Promise<boolean> | undefined;

  constructor(client: RestClient) {
    this.#client = client;
  }

  /** Whether it is a server of MLflow 2. */
  isV2(): Promise<boolean> {
    this.#isV2 ??= this.#askVersion().catch((error: unknown) => {
      this.#isV2 = undefined;
      throw error;
    });
    return this.#isV2;
  }

  /** Does something with a trace by the id that the server knows it by. */
  async withId<T>(traceId: string, work: (id: string) => Promise<T>): Promise<T> {
    const [id = traceId] = await this.serverIds([traceId]);
    return await work(id);
  }

  /** The ids that the server knows traces by. */
  async serverIds(traceIds: readonly string[]): Promise<readonly string[]> {
    if (!(await this.isV2())) return traceIds;
    return await Promise.all(traceIds.map((id) => this.#serverId(id)));
  }

  async #serverId(traceId: string): Promise<string> {
    const known = await unlessMissing(() => this.#client.call(ENDPOINTS.getTraceInfoV2, { request_id: traceId }));
    if (known) return traceId;
    const experiments = await allPages(1000, async (token) => {
      const query = { max_results: 1000, view_type: 'ALL', order_by: [], ...token } as const;
      const page = await this.#client.call(ENDPOINTS.searchExperiments, query);
      return { items: page.experiments ?? [], next: page.next_page_token };
    });
    const found = await findTraceV2(
      this.#client,
      traceId,
      experiments.map(({ experiment_id: id }) => id),
    );
    return found?.request_id ?? traceId;
  }

  async #askVersion(): Promise<boolean> {
    const answer = await this.#client.send({ method: 'GET', path: '/version' });
    return isOk(answer) && /^\s*2\.\d/.test(textOf(answer));
  }
}
