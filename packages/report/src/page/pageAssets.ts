import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { only } from '@bcos-bench/vocabulary';
import type { ExplorerData } from './client/explorer/explorerData.js';

/** The folder of the sources, the same from `src/page` and from `dist/page`. */
const SOURCES = fileURLToPath(new URL('../../src/page', import.meta.url));
const SCRIPT = 'client/main.ts';
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
 */
export async function pageScript(explorer: ExplorerData | null): Promise<string> {
  return `${await bundled(SCRIPT)}${GLOBAL}.start(${scriptValue(explorer)});\n`;
}

/** A value as JavaScript in which an HTML parser finds no tag and no comment. */
function scriptValue(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

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
    tsconfigRaw: {},
    legalComments: 'none',
    logLevel: 'silent',
  });
  return only(outputFiles).text;
}

/**
 * What the page may do, as a Content-Security-Policy: run `script` and nothing else, show what it contains, and request
 * nothing, whatever the texts of files say.
 */
export function contentPolicy(script: string): string {
  const digest = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    'img-src data:',
    'font-src data:',
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${digest}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
