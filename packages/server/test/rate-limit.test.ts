import { describe, expect, it } from '@jest/globals';
import { limits } from '../src/limits.ts';
import { RateLimit } from '../src/security/rate-limit.ts';

describe('asking too often', () => {
  it('is answered by 429 with the time to wait, until the time has passed', () => {
    let now = 1_000_000;
    const rate = new RateLimit(() => now);
    for (let request = 0; request < limits.burstRequests; request += 1)
      expect(rate.refused('10.0.0.1')).toBeUndefined();
    expect(rate.refused('10.0.0.1')).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    expect(rate.refused('10.0.0.2')).toBeUndefined();
    now += 1000;
    for (let request = 0; request < limits.requestsPerSecond; request += 1)
      expect(rate.refused('10.0.0.1')).toBeUndefined();
    expect(rate.refused('10.0.0.1')).toMatchObject({ status: 429 });
  });

  it('does not make the server remember every address for ever', () => {
    const rate = new RateLimit(() => 0);
    for (let request = 0; request < limits.burstRequests; request += 1) rate.refused('10.0.0.1');
    for (let address = 0; address < limits.knownAddresses; address += 1) rate.refused(`10.1.${address}`);
    // Forgotten as the oldest of too many: it begins anew.
    expect(rate.refused('10.0.0.1')).toBeUndefined();
  });
});
