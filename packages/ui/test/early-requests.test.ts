import { describe, expect, it } from '@jest/globals';
import { firstRequests } from '../src/api/early-requests.ts';
import { matchRoute } from '../src/router/route.ts';

const asked = (path: string, search = ''): readonly string[] => firstRequests(matchRoute(path), search);

describe('what is asked for before the viewer is loaded', () => {
  it('is what every page needs', () => {
    const always = ['/api/spanwright/v1/experiments', '/api/spanwright/v1/config'];
    for (const path of ['/', '/experiments/1/charts', '/traces', '/nowhere']) expect(asked(path)).toEqual(always);
  });

  it('is the first part of a trace, and the span of the address', () => {
    expect(asked('/traces/tr-1')).toContain('/api/spanwright/v1/traces/tr-1?limit=2000');
    expect(asked('/traces/a%2Fb', '?span=5')).toContain('/api/spanwright/v1/traces/a%2Fb/spans/5');
  });

  it('is the first page of a list, of one experiment or all', () => {
    expect(asked('/experiments/7/traces')).toContain('/api/spanwright/v1/traces?experiment=7&limit=100');
    expect(asked('/experiments/all/traces', '?filter=a+%3D+1&order=name+ASC')).toContain(
      '/api/spanwright/v1/traces?filter=a+%3D+1&order=name+ASC&limit=100',
    );
  });

  it('is no list of a time that ends now: nobody else would ask for the same', () => {
    expect(asked('/experiments/7/traces', '?range=1h').some((address) => address.includes('/traces?'))).toBe(false);
  });
});
