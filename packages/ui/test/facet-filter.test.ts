import { describe, expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import { clausesOf, quoted } from '../src/filter/clauses.ts';
import { chosenKeys, chosenValues, facetsUnder, toggleFacet, withoutFacet } from '../src/filter/facet-filter.ts';
import { facetTitle, facetsInOrder } from '../src/search/facet-order.ts';

describe('facets and the filter', () => {
  it('adds a condition and takes it away again, and leaves the others as they are', () => {
    const before = "name LIKE '%x AND y%' AND execution_time_ms > 100";
    const added = toggleFacet(before, 'status', 'ERROR');
    expect(added).toBe(`${before} AND status = 'ERROR'`);
    expect(toggleFacet(added, 'status', 'ERROR')).toBe(before);
  });

  it('collects several values where the language has IN, and replaces the value where it has not', () => {
    expect(toggleFacet("status = 'OK'", 'status', 'ERROR')).toBe("status IN ('OK', 'ERROR')");
    expect(toggleFacet("status IN ('OK', 'ERROR')", 'status', 'OK')).toBe("status = 'ERROR'");
    expect(toggleFacet("tags.env = 'prod'", 'tags.env', 'dev')).toBe("tags.env = 'dev'");
  });

  it('tells which values are chosen, whoever wrote the filter', () => {
    expect(chosenValues(`status in ("OK",'ERROR') and tags.env='prod'`, 'status')).toEqual(['OK', 'ERROR']);
    expect(chosenValues(`status in ("OK",'ERROR') and tags.env='prod'`, 'tags.env')).toEqual(['prod']);
    expect(chosenValues("tags.environment = 'prod'", 'tags.env')).toEqual([]);
    expect(chosenValues("status != 'OK'", 'status')).toEqual([]);
  });

  it('makes filters that the language understands of every kind of key and value', () => {
    const keys = ['status', 'name', 'span.type', 'span.model', 'span.name', 'tags.a b', 'metadata.mlflow.trace.user'];
    for (const key of keys) {
      for (const value of ['plain', "it's", 'say "hi"', 'a AND b', '']) {
        const filter = toggleFacet("name = 'n'", key, value);
        expect(() => parseFilter(filter)).not.toThrow();
        expect(chosenValues(filter, key)).toContain(value);
      }
    }
  });

  it('divides at AND, never inside of quotes', () => {
    const filter = 'a = \'x AND y\' and `b AND c`.d = "e and f" AND g > 1';
    expect(clausesOf(filter).map(({ text }) => text)).toEqual(["a = 'x AND y'", '`b AND c`.d = "e and f"', 'g > 1']);
    expect(clausesOf(filter).map(({ at, text }) => filter.slice(at, at + text.length) === text)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('quotes a value with both kinds of quotes as well as the language can', () => {
    expect(quoted(`a'b"c`)).toBe(`"a'bc"`);
  });

  it('shows what somebody looks for first, and no notes of MLflow’s own', () => {
    const values = [{ value: 'x', count: 1 }];
    const keys = [
      'metadata.mlflow.trace_schema.version',
      'tags.env',
      'span.name',
      'name',
      'status',
      'metadata.mlflow.trace.user',
    ];
    const shown = facetsInOrder(keys.map((key) => ({ key, values })));
    expect(shown.map(({ key }) => facetTitle(key))).toEqual(['State', 'Name', 'User', 'env', 'Span']);
  });
});

describe('facets under a filter', () => {
  const filter = "status = 'ERROR' AND tags.env = 'dev'";
  const counted = [
    { key: 'status', values: [{ value: 'ERROR', count: 2 }] },
    { key: 'name', values: [{ value: 'a', count: 2 }] },
  ];
  const others = [
    { value: 'OK', count: 2 },
    { value: 'ERROR', count: 1 },
  ];

  it('are those that the filter leaves something of', () => {
    expect(facetsUnder('', counted, new Map())).toEqual([counted[1], counted[0]]);
  });

  it('show beside a chosen value how many the others would have', () => {
    expect(chosenKeys(filter, ['status', 'tags.env', 'name'])).toEqual(['status', 'tags.env']);
    expect(withoutFacet(filter, 'status')).toBe("tags.env = 'dev'");
    const own = new Map([['status', [{ key: 'status', values: others }]]]);
    expect(facetsUnder(filter, counted, own).find(({ key }) => key === 'status')?.values).toEqual(others);
  });

  it('keep a chosen value in sight that nothing has any more, so that it can be taken back', () => {
    const [, , env] = facetsUnder(filter, counted, new Map([['tags.env', []]]));
    expect(env).toEqual({ key: 'tags.env', values: [{ value: 'dev', count: 0 }] });
  });
});
