import { createHash } from 'node:crypto';
import type { RunningNode } from '../run/runningNodes.js';
import type { GalleryRun } from './gallery.js';

/** Milliseconds from one look at the runs to the next. */
const REFRESH = 2000;

/** Replaces the list by that of now, again and again, and says where the server no longer answers. */
const SCRIPT = `
const list = document.querySelector('main');
const state = document.querySelector('[role=status]');
async function refresh() {
  try {
    const answer = await fetch('runs', { cache: 'no-store' });
    const text = await answer.text();
    if (answer.ok && text !== list.dataset.shown) { list.innerHTML = text; list.dataset.shown = text; }
    state.textContent = '';
  } catch { state.textContent = 'bcos serve no longer answers; what is below is as it last was.'; }
}
setInterval(() => { if (!document.hidden) refresh(); }, ${REFRESH});
`;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.15rem; margin: 0; }
article { border-top: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); padding: 1.1rem 0; }
p, ul { margin: .35rem 0; } ul { padding-left: 1.2rem; }
.kind { color: color-mix(in srgb, CanvasText 70%, Canvas); }
progress { width: 100%; max-width: 20rem; vertical-align: middle; }
code { overflow-wrap: anywhere; }
`;

/** What the page may do: its own style and script, and questions to where it came from. */
export const galleryPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The page that lists runs. */
export function galleryPage(runs: readonly GalleryRun[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Runs · B-cos Bench</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Runs</h1><p class="kind">Every pipeline with a result in <code>out/</code>. The list follows what runs.</p><p role="status"></p></header>
<main>${galleryList(runs)}</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The list by itself, which the page asks for again and again. */
export function galleryList(runs: readonly GalleryRun[]): string {
  if (runs.length === 0) return '<p>There is no result in <code>out/</code> yet. <code>npm start</code> makes one.</p>';
  return runs.map(runArticle).join('\n');
}

function runArticle({ name, page, status, nodes, running, faults }: GalleryRun): string {
  const title = escaped(page?.title ?? name);
  const link = page === null ? title : `<a href="${encodeURIComponent(name)}/report/index.html">${title}</a>`;
  const count =
    nodes === null
      ? 'its file in <code>pipelines/</code> is gone or cannot be read'
      : `${nodes.there} of ${nodes.of} nodes have a result`;
  return [
    '<article>',
    `<h2>${link}</h2>`,
    `<p class="kind"><code>${escaped(name)}</code> · <strong>${status}</strong> · ${count}</p>`,
    ...(page?.headline == null ? [] : [`<p>${escaped(page.headline)}</p>`]),
    ...(running.length === 0 ? [] : [`<ul>${running.map(runningItem).join('')}</ul>`]),
    ...(faults.length === 0
      ? []
      : [
          `<ul>${faults.map(({ node, line }) => `<li><code>${escaped(node)}</code> failed: ${escaped(line)}</li>`).join('')}</ul>`,
        ]),
    '</article>',
  ].join('\n');
}

function runningItem({ node, stage, progress }: RunningNode): string {
  const name = `<code>${escaped(node)}</code>`;
  if (progress === null) return `<li>${name}: ${escaped(stage)} has begun</li>`;
  const { done, total, unit, note, left } = progress;
  const words = [`${done} of ${total} ${unit}`, note, left]
    .filter((part) => part !== '')
    .map(escaped)
    .join(' · ');
  return `<li>${name}: <progress value="${done}" max="${total}" aria-label="${escaped(node)}"></progress> ${words}</li>`;
}

/** A text in which nothing is markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
