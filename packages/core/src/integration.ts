/**
 * What an integration is described and switched on with. A program that has called `autolog()` has loaded no more of core
 * until its first recorded call; what recording takes is in the kit.
 * @packageDocumentation
 */
export { type AutologOptions, createAutolog } from './integration/autolog.ts';
export { type Attach, defineAttachment, defineIntegration, type Integration } from './integration/define.ts';
export { createTraced } from './integration/traced.ts';
