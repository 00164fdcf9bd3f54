import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ExplorerData } from './client/explorer/explorerData.js';

/** The sources, seen from `src/page` and from `dist/page` alike. */
const SOURCES = fileURLToPath(new URL('../../src/page', import.meta.url));
const SCRIPT = 'client/main.ts';
const STYLE = 'style/main.css';
/** By this name the page's script calls what its bundle exports. */
const GLOBAL = 'bcosPage';

/** The page's style as one sheet that imports nothing. */
export function pageStyle(): Promise<string> {
  return bundled(STYLE);
}

/**
 * The page's program as one script that imports nothing, called with what the explorer shows.
 * @param explorer null where no attack has kept images
 */
export async function pageScript(explorer: ExplorerData | null): Promise<string> {
  return `${await bundled(SCRIPT)}${GLOBAL}.start(${scriptValue(explorer)});\n`;
}

/** A value as JavaScript that nothing in an HTML page takes for a tag or a comment. */
function scriptValue(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

/** Equal sources give equal text wherever they lie. */
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
  return outputFiles[0]?.text ?? '';
}

/**
 * What the page may do, as a Content-Security-Policy: run `script` and nothing else, show what is within it, and ask for nothing
 * from elsewhere, whatever the texts of files say.
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
