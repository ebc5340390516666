import { describe, expect, it } from '@jest/globals';
import { runInThisContext } from 'node:vm';
import { bindArguments } from '../src/signature/bind-arguments.ts';
import { parametersOf } from '../src/signature/parameters.ts';

// Written as text: a compiler between here and the engine would change what the engine sees.
const inputsOf = (source: string, ...args: unknown[]): unknown => {
  const fn = runInThisContext(`(${source})`) as (...all: never[]) => unknown;
  return bindArguments(parametersOf(fn), args);
};

describe('inputs of a traced function', () => {
  it.each([
    ['function f(a, b) {}'],
    ['function (a, b) {}'],
    ['async function f(a, b) {}'],
    ['function* f(a, b) {}'],
    ['async function* f(a, b) {}'],
    ['(a, b) => a'],
    ['async (a, b,) => a'],
    ['({ m(a, b) {} }).m'],
    ['({ async m(a, b) {} }).m'],
    ['({ async *m(a, b) {} }).m'],
    ['({ async(a, b) {} }).async'],
    ['({ "odd (name"(a, b) {} })["odd (name"]'],
    ['({ ["x)" + "("](a, b) {} })["x)("]'],
    ['({ [Symbol.iterator](a, b) {} })[Symbol.iterator]'],
    ['(class { static #p(a, b) {} static get p() { return this.#p; } }).p'],
    ['function /* (x, y) */ f /* z */ (a /* first, */, // and ) more\n b) {}'],
    ['(a = /[/)]\\/,/ , b) => a / b / 2'],
  ])('are named by the parameters of %s', (source) => {
    expect(inputsOf(source, 1, 2)).toEqual({ a: 1, b: 2 });
  });

  it('take one parameter without parentheses', () => {
    expect(inputsOf('x => x', 1)).toEqual({ x: 1 });
    expect(inputsOf('async $ünïcode => 1', 1)).toEqual({ $ünïcode: 1 });
  });

  it.each([
    ['5', 5],
    ['-1.5e3', -1500],
    ['0xff', 255],
    ['1_000', 1000],
    ['"a, (b"', 'a, (b'],
    [String.raw`'it\'s "so"\n'`, 'it\'s "so"\n'],
    ['`plain`', 'plain'],
    ['true', true],
    ['!1', false],
    ['null', null],
    ['[1, ["two"], {}]', [1, ['two'], {}]],
    ['{ k: 3, "q-r": [null], /* why */ }', { k: 3, 'q-r': [null] }],
  ])('have the default value %s where the argument is left out or undefined', (text, value) => {
    expect(inputsOf(`(a, b = ${text}) => a`, 1)).toEqual({ a: 1, b: value });
    expect(inputsOf(`(a, b = ${text}) => a`, 1, undefined)).toEqual({ a: 1, b: value });
    expect(inputsOf(`(a, b = ${text}) => a`, 1, 0)).toEqual({ a: 1, b: 0 });
    expect(inputsOf(`(a, b = ${text}) => a`, 1, null)).toEqual({ a: 1, b: null });
  });

  it.each(['Date.now()', 'a', 'x => (y, z)', '`${a}`', '{ a }', '[a]', '1 + 1', '(1, 2)', 'a === 1 ? "," : ")"'])(
    'have no value for the default %s, which would have to be evaluated',
    (text) => {
      expect(inputsOf(`(a, b = ${text}, c) => a`, 1)).toEqual({ a: 1 });
      expect(inputsOf(`(a, b = ${text}, c) => a`, 1, 2, 3)).toEqual({ a: 1, b: 2, c: 3 });
    },
  );

  it('gather rest parameters', () => {
    expect(inputsOf('(a, ...more) => a', 1, 2, 3)).toEqual({ a: 1, more: [2, 3] });
    expect(inputsOf('(a, ...more) => a', 1)).toEqual({ a: 1 });
  });

  it('are the properties of one destructured object, its defaults filled in', () => {
    const source = '({ question, k = 3, deep: { x } = {}, "odd": renamed = "y", now = Date.now(), ...rest }) => 1';
    expect(inputsOf(source, { question: 'q', extra: true })).toEqual({
      question: 'q',
      extra: true,
      k: 3,
      deep: {},
      odd: 'y',
    });
    expect(inputsOf('({ k = 3 } = {}) => k')).toEqual({ k: 3 });
    expect(inputsOf('({ k = 3 }) => k', 'text')).toEqual(['text']);
  });

  it('leave the argument as it is', () => {
    const given = Object.freeze({ question: 'q' });
    expect(inputsOf('({ question, k = 3 }) => 1', given)).toEqual({ question: 'q', k: 3 });
    expect(given).toEqual({ question: 'q' });
  });

  it.each([
    ['Math.pow'],
    ['(function (a, b) {}).bind(null)'],
    ['([a], b) => a'],
    ['({ a }, b) => a'],
    ['(a) => arguments'],
    ['class { constructor(a, b) {} }'],
    ['new Proxy(function (a, b) {}, {})'],
  ])('are a list where names do not tell which is which: %s', (source) => {
    expect(inputsOf(source, 1, 2)).toEqual([1, 2]);
  });

  it('are empty for a function without parameters', () => {
    expect(inputsOf('() => 1')).toEqual({});
  });
});
