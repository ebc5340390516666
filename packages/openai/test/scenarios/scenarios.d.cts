import type { Scenario } from '@spanwright/fixtures';

/** The nine actions that decide whether an instrumented client is still the client. */
export declare const nineActions: { readonly [name: string]: Scenario };
/** What users do, by a name that says so; 29 of them are numbered. */
export declare const scenarios: { readonly [name: string]: Scenario };
/** Spans that a scenario makes where that is not one. */
export declare const spans: { readonly [name: string]: number };
/** Whether this version of the library has what a scenario uses. */
export declare function isPossible(openai: unknown, name: string): boolean;

/** Scenarios of what not every major has, by the part of a client that shows it. */
export declare const needs: Readonly<Record<string, string>>;
