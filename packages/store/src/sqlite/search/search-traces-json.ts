import { pageAsJson } from '../../search/page-as-json.ts';
import { unpackPage } from '../../packed-page.ts';
import type { SearchQuery } from '../../trace-store.ts';
import type { Connection } from '../connection.ts';
import { searchTraces } from './search-traces.ts';

/** `searchTraces` as JSON text, its traces in MLflow's form. */
export function searchTracesJson(connection: Connection, query: SearchQuery): string {
  return pageAsJson(unpackPage(searchTraces(connection, query)));
}
