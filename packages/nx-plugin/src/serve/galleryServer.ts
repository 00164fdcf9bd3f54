import { createReadStream, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { reasonOf } from '@bcos-bench/vocabulary';
import { LOOPBACK, listenOnLoopback } from '../run/loopback.js';
import { gallery } from './gallery.js';
import { galleryList, galleryPage, galleryPolicy } from './galleryPage.js';

const [HTML, TEXT] = ['text/html; charset=utf-8', 'text/plain; charset=utf-8'];

/** The types of the files that a report has. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': HTML,
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.csv': 'text/csv; charset=utf-8',
  '.md': TEXT,
  '.tex': TEXT,
  '.json': 'application/json',
};

/** A server of the gallery that listens. */
export interface GalleryServer {
  readonly address: string;
  readonly server: Server;
}

/**
 * Serves the list of a workspace's runs, and the files of their reports, to this machine alone. It answers GET and HEAD and changes nothing.
 * @param port 0 for any that is free
 * @throws Error where the port is taken
 */
export async function serveGallery(root: string, port: number): Promise<GalleryServer> {
  const server = createServer((request, response) => send(response, answerSafely(root, request)));
  const bound = await listenOnLoopback(server, port);
  server.ref();
  return { address: `http://${LOOPBACK}:${bound}/`, server };
}

/** What is sent: a text, or a file. */
type Answer =
  | { readonly status: number; readonly type: string; readonly text: string; readonly policy?: string }
  | { readonly file: string };

function answerSafely(root: string, request: IncomingMessage): Answer {
  try {
    return answerTo(root, request);
  } catch (error) {
    return plain(500, reasonOf(error));
  }
}

function answerTo(root: string, { method, headers, url = '/' }: IncomingMessage): Answer {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This server changes nothing.');
  // A page of another site, whose name was made to lead here, reads nothing.
  if (!isOwnHost(headers.host)) return plain(403, 'This server answers to its address alone.');
  const path = url.replace(/[?#].*$/, '');
  if (path === '/') return html(galleryPage(gallery(root)));
  if (path === '/runs') return html(galleryList(gallery(root)));
  const file = reportFile(root, path);
  return file === null ? plain(404, 'There is no such file in a report.') : { file };
}

function isOwnHost(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host ?? '');
}

/** The file of a report that `/NAME/report/FILE` names; null where there is none, or it leads elsewhere. */
function reportFile(root: string, path: string): string | null {
  const parts = path.slice(1).split('/').map(decoded);
  const [name, folder, ...rest] = parts;
  if (name === undefined || folder !== 'report' || rest.length === 0 || !parts.every(isName)) return null;
  try {
    const report = realpathSync(join(root, 'out', name, folder));
    const file = realpathSync(join(report, ...rest));
    return file.startsWith(report + sep) && statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** Whether a part of a path is the name of something in a folder. */
function isName(part: string): boolean {
  return part !== '' && !part.startsWith('.') && !/[/\\\0]/.test(part);
}

/** A part of a path as it was before it became one of an address; empty where it is none. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

const html = (text: string): Answer => ({ status: 200, type: HTML, text, policy: galleryPolicy });
const plain = (status: number, text: string): Answer => ({ status, type: TEXT, text: `${text}\n` });

/** What is shown is what is there now. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function send(response: ServerResponse, answer: Answer): void {
  if ('file' in answer) {
    const { file } = answer;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...HEADERS, 'content-type': type, 'content-length': statSync(file).size });
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
    return;
  }
  const { status, type, text, policy } = answer;
  const policies = policy === undefined ? {} : { 'content-security-policy': policy };
  response.writeHead(status, { ...HEADERS, 'content-type': type, ...policies });
  response.end(text);
}
