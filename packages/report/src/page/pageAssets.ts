import { createHash } from 'node:crypto';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { only } from '@bcos-bench/vocabulary';
import { Markup } from '../markup/markup.js';
import type { ExplorerData } from './client/explorer/explorerData.js';

/** The folder of the sources, the same from `src/page` and from `dist/page`. */
const SOURCES = fileURLToPath(new URL('../../src/page', import.meta.url));
const SCRIPT = 'client/main.ts';
/** The same with what attacks images in the reader's browser. */
const LIVE_SCRIPT = 'client/mainLive.ts';
const STYLE = 'style/main.css';
/** The name by which the page's script calls the exports of its bundle. */
const GLOBAL = 'bcosPage';

/** The page's style as one sheet that imports nothing. */
export function pageStyle(): Promise<string> {
  return bundled(STYLE);
}

/**
 * The page's program as one script that imports nothing, called with the data of the explorer.
 * @param explorer null if no attack kept images
 * @param isLive whether readers can attack images
 */
export async function pageScript(explorer: ExplorerData | null, isLive: boolean): Promise<string> {
  return `${await bundled(isLive ? LIVE_SCRIPT : SCRIPT)}${GLOBAL}.start(${scriptValue(explorer)});\n`;
}

/** An element of the page that holds data, which no policy concerns because nothing runs it. */
export function dataElement(id: string, value: unknown): Markup {
  return new Markup(`<script type="application/json" id="${id}">${scriptValue(value)}</script>`);
}

/** A value as JavaScript in which an HTML parser finds no tag and no comment. */
function scriptValue(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

/**
 * Lets packages name modules of Node in files of which the page takes nothing. What it did take would fail in a browser, where a spec opens
 * the page.
 */
const withoutNode: Plugin = {
  name: 'without Node',
  setup: (bundler) => {
    bundler.onResolve({ filter: /.*/ }, ({ path }) =>
      builtinModules.includes(path.replace(/^node:/, '')) ? { path, external: true, sideEffects: false } : null,
    );
  },
};

/** Equal sources give equal text in any folder. */
async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: SOURCES,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: GLOBAL,
    target: 'es2022',
    // Said, because esbuild otherwise takes TensorFlow.js as CommonJS where another file requires it, beside its modules.
    mainFields: ['browser', 'module', 'main'],
    tsconfigRaw: {},
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [withoutNode],
  });
  return only(outputFiles).text;
}

/**
 * What the page may do, as a Content-Security-Policy: run `script` and nothing else, show what it contains, and request
 * nothing, whatever the texts of files say. A live page also compiles the WebAssembly that it contains.
 */
export function contentPolicy(script: string, isLive: boolean): string {
  const digest = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    'img-src data:',
    'font-src data:',
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${digest}'${isLive ? " 'wasm-unsafe-eval'" : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
