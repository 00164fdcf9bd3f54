// Before anything that makes a schema.
import './live/noEval.js';
import type { ExplorerData } from './explorer/explorerData.js';
import { startLive } from './live/startLive.js';
import { start as startPage } from './main.js';

/** The page's program where readers can attack images: `main.ts` with one more section. */
export function start(explorer: ExplorerData | null): void {
  const place = document.getElementById('live');
  startPage(explorer, explorer === null || place === null ? undefined : startLive(place, explorer));
}
