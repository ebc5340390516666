import type { BackendPage, BackendQuery } from '../export/tracking-backend.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { traceInfoFromV2 } from './wire-info.ts';

const DEFAULT_PAGE = 100;

/** Searches a server of MLflow 2. What its filters do not know yet, it refuses. */
export async function searchTracesV2(client: RestClient, query: BackendQuery): Promise<BackendPage> {
  const { experimentIds = [], filterString, orderByStrings = [], limit = DEFAULT_PAGE, pageToken } = query;
  const page = await client.call(ENDPOINTS.searchTracesV2, {
    experiment_ids: experimentIds,
    ...(filterString && { filter: filterString }),
    max_results: limit,
    order_by: orderByStrings,
    ...(pageToken !== undefined && { page_token: pageToken }),
  });
  return {
    traces: (page.traces ?? []).map(traceInfoFromV2),
    ...(page.next_page_token && { nextPageToken: page.next_page_token }),
  };
}
