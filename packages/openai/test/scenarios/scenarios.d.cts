import type { Scenario } from '@spanwright/fixtures';

/** The nine actions that decide whether an instrumented client is still the client. */
export declare const nineActions: { readonly [name: string]: Scenario };
/** The nine actions and what else users do, by a name that says so. */
export declare const scenarios: { readonly [name: string]: Scenario };
