import { describe, expect, it } from '@jest/globals';
import { href, links, withQuery } from '../src/router/href.ts';
import { addressOfMlflow } from '../src/router/mlflow-address.ts';
import { matchRoute } from '../src/router/route.ts';

describe('addresses of the viewer', () => {
  it.each([
    ['/', 'home', {}],
    ['/experiments/3/traces', 'traces', { experiment: '3' }],
    ['/experiments/3', 'traces', { experiment: '3' }],
    ['/experiments/all/charts', 'charts', { experiment: 'all' }],
    ['/charts', 'charts', {}],
    ['/traces/tr-1', 'trace', { id: 'tr-1' }],
    ['/traces/tr-1/', 'trace', { id: 'tr-1' }],
    ['/compare', 'compare', {}],
    ['/sessions/chat%2F7', 'session', { id: 'chat/7' }],
    ['/runs/a', 'run', { id: 'a' }],
    ['/models/m-1', 'model', { id: 'm-1' }],
    ['/nowhere/else', 'missing', {}],
  ] as const)('finds the page of %s', (path, page, params) => {
    expect(matchRoute(path)).toEqual({ page, params });
  });

  it.each([
    ['#/experiments/1/runs/7a', '/experiments/1/runs/7a', 'run'],
    ['#/experiments/1/models/m-1', '/experiments/1/models/m-1', 'model'],
    ['#/experiments/1', '/experiments/1', 'traces'],
    ['#/experiments/0/traces?selectedEvaluationId=tr-1', '/traces/tr-1', 'trace'],
    ['#/experiments/0?tab=traces&selectedTraceId=tr-2', '/traces/tr-2', 'trace'],
  ])("understands MLflow's address %s", (hash, path, page) => {
    expect(addressOfMlflow(hash)).toBe(path);
    expect(matchRoute(path).page).toBe(page);
  });

  it('takes no other fragment for an address', () => {
    expect(addressOfMlflow('')).toBeUndefined();
    expect(addressOfMlflow('#span-3')).toBeUndefined();
  });

  it('leads back to ids of every kind', () => {
    for (const id of ['chat/7', 'a b', '100%', 'ü?#&=', "O'Hara", '%zz']) {
      const [path = ''] = links.session(id, '1').split('?');
      expect(matchRoute(path)).toEqual({ page: 'session', params: { id } });
    }
  });

  it('survives a broken encoding', () => {
    expect(matchRoute('/sessions/%E0%A4%A')).toEqual({ page: 'session', params: { id: '%E0%A4%A' } });
  });

  it('leaves out what is empty, and keeps the rest of a query', () => {
    expect(href(['experiments', '1', 'traces'], { filter: '', order: undefined })).toBe('/experiments/1/traces');
    expect(withQuery('filter=a&span=1', { span: '2' })).toBe('filter=a&span=2');
    expect(withQuery('filter=a&span=1', { filter: undefined })).toBe('span=1');
  });
});
