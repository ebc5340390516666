import type { Answer } from '../http/answer.ts';
import type { Call, Route } from '../http/route.ts';
import { liveEvents } from '../live/live-route.ts';
import type { ServerContext } from '../server-context.ts';
import { attachment } from './attachment-route.ts';
import { exportTrace, exportTraces } from './export-routes.ts';
import { model, models, run, runs } from './run-routes.ts';
import { charts, config, experiments, facets, sessions } from './summary-routes.ts';
import { checkFilter, listTraces, searchSpans, traceOutline, traceSpan } from './trace-routes.ts';
import { VIEWER_API } from './viewer-api.ts';

const HANDLERS: { readonly [path: string]: (context: ServerContext, call: Call) => Answer | Promise<Answer> } = {
  '/config': config,
  '/experiments': experiments,
  '/traces': listTraces,
  '/filter': checkFilter,
  '/traces/:id': traceOutline,
  '/traces/:id/spans/:span': traceSpan,
  '/traces/:id/search': searchSpans,
  '/traces/:id/export': exportTrace,
  '/export': exportTraces,
  '/charts': charts,
  '/facets': facets,
  '/sessions': sessions,
  '/runs': runs,
  '/runs/:id': run,
  '/models': models,
  '/models/:id': model,
  '/live': liveEvents,
  '/attachments/:id/:name': attachment,
};

/** The routes of `viewer-api.ts`. */
export function viewerRoutes(context: ServerContext): readonly Route[] {
  return Object.entries(HANDLERS).map(([path, handle]) => ({
    method: 'GET',
    path: VIEWER_API + path,
    handle: (call) => handle(context, call),
  }));
}
