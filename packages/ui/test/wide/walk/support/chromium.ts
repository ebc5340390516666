import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const playwright = join(import.meta.dirname, '../../../../../../fixtures/versions/playwright/package.json');
const load = createRequire(playwright);

/** What the tests use of playwright-core. */
export interface Browser {
  newContext(options: object): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** A window of its own: size, theme, cookies. */
export interface BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A page, as playwright-core has it. */
export interface Page {
  goto(address: string): Promise<unknown>;
  reload(): Promise<unknown>;
  goBack(): Promise<unknown>;
  context(): BrowserContext;
  url(): string;
  title(): Promise<string>;
  locator(selector: string, options?: { readonly hasText?: string | RegExp }): Locator;
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Locator;
  getByLabel(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  getByText(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  waitForURL(url: RegExp): Promise<void>;
  waitForTimeout(ms: number): Promise<void>;
  waitForEvent(name: 'download'): Promise<{ path(): Promise<string>; suggestedFilename(): string }>;
  evaluate<T>(source: string): Promise<T>;
  addScriptTag(options: { readonly content: string }): Promise<unknown>;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  emulateMedia(options: { readonly colorScheme: 'light' | 'dark' }): Promise<void>;
  close(): Promise<void>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'dialog', listener: (dialog: { dismiss(): Promise<void> }) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
}

/** Elements of a page. */
export interface Locator {
  first(): Locator;
  last(): Locator;
  nth(index: number): Locator;
  locator(selector: string, options?: { readonly hasText?: string | RegExp }): Locator;
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Locator;
  count(): Promise<number>;
  click(options?: { readonly position?: { readonly x: number; readonly y: number } }): Promise<void>;
  fill(text: string): Promise<void>;
  check(): Promise<void>;
  press(key: string): Promise<void>;
  focus(): Promise<void>;
  textContent(): Promise<string | null>;
  innerText(): Promise<string>;
  allInnerTexts(): Promise<string[]>;
  getAttribute(name: string): Promise<string | null>;
  evaluate<T>(run: (element: never) => T): Promise<T>;
  waitFor(options?: {
    readonly state?: 'visible' | 'hidden' | 'attached' | 'detached';
    readonly timeout?: number;
  }): Promise<void>;
  isVisible(): Promise<boolean>;
  screenshot(options: { readonly path: string }): Promise<unknown>;
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Chromium's program: `SPANWRIGHT_CHROMIUM`, or Debian's. Undefined where there is none. */
export function chromiumProgram(): string | undefined {
  const program = process.env['SPANWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(program) ? program : undefined;
}

/** Starts Chromium. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  const { chromium } = load('playwright-core') as {
    readonly chromium: { launch(options: object): Promise<Browser> };
  };
  const args = [...FLAGS, '--disable-component-update', '--disable-sync', '--autoplay-policy=user-gesture-required'];
  return chromium.launch({ executablePath, args });
}

/** The source text of axe-core. */
export function axeSource(): string {
  return (load('axe-core') as { readonly source: string }).source;
}
