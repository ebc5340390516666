interface TraceOnServer {
  readonly trace_id: string;
  readonly state: string;
  readonly tags: { readonly 'mlflow.traceName'?: string };
}

/** All traces of the default experiment of an MLflow server, asked for in its own protocol. */
export async function serverTraces(uri: string): Promise<readonly TraceOnServer[]> {
  const traces: TraceOnServer[] = [];
  let page_token: string | undefined;
  do {
    const locations = [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } }];
    const answer = await fetch(`${uri}/api/3.0/mlflow/traces/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locations, max_results: 500, order_by: ['timestamp_ms ASC'], page_token }),
    });
    const page = (await answer.json()) as { traces?: TraceOnServer[]; next_page_token?: string };
    traces.push(...(page.traces ?? []));
    page_token = page.next_page_token;
  } while (page_token !== undefined && page_token !== '');
  return traces;
}
