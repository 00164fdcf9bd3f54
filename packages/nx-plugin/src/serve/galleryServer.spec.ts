import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GalleryRun } from './gallery.js';
import { galleryList } from './galleryPage.js';
import { serveGallery, type GalleryServer } from './galleryServer.js';

const root = mkdtempSync(join(tmpdir(), 'bcos-serve-'));
const report = join(root, 'out/a run/report');
let gallery: GalleryServer;

beforeAll(async () => {
  mkdirSync(join(report, 'tables'), { recursive: true });
  writeFileSync(join(report, 'index.html'), 'the page');
  writeFileSync(join(report, 'tables/table.csv'), 'a,b\n');
  writeFileSync(join(report, '.hidden'), 'hidden');
  writeFileSync(join(root, 'secret'), 'secret');
  symlinkSync(join(root, 'secret'), join(report, 'link.csv'));
  gallery = await serveGallery(root, 0);
});
afterAll(() => {
  gallery.server.close();
  rmSync(root, { recursive: true });
});

/** What is answered; the path is sent as it is, which `fetch` would put right. */
async function asked(path: string, { method = 'GET', host = '' } = {}) {
  const { hostname, port } = new URL(gallery.address);
  const headers = host === '' ? {} : { host };
  const sent = request({ hostname, port, path, method, headers }).end();
  const response = await new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
  return { status: response.statusCode, type: response.headers['content-type'], text: await text(response) };
}

describe('bcos serve', () => {
  it('listens on the loopback alone', () => {
    expect(gallery.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('gives the page, its list, and the files of a report', async () => {
    expect(await asked('/')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect((await asked('/')).text).toContain('<code>a run</code>');
    expect((await asked('/runs?again')).text).toContain('<code>a run</code>');
    expect(await asked('/a%20run/report/index.html')).toMatchObject({ status: 200, text: 'the page' });
    expect(await asked('/a%20run/report/tables/table.csv')).toMatchObject({
      type: 'text/csv; charset=utf-8',
      text: 'a,b\n',
    });
    expect(await asked('/a%20run/report/index.html', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  it.each([
    '/a%20run/report',
    '/a%20run/report/',
    '/a%20run/report/tables',
    '/a%20run/report/none.csv',
    '/a%20run/report/.hidden',
    '/a%20run/report/link.csv',
    '/a%20run/report/../../../secret',
    '/a%20run/report/%2e%2e/%2e%2e/%2e%2e/secret',
    '/a%20run/report/..%2f..%2f..%2fsecret',
    '/a%20run/report/%00',
    '/a%20run/report/%E0%A4',
    '/../secret',
    '//etc/passwd',
    '/a%20run/data/index.html',
  ])('has nothing else: %s', async (path) => {
    const { status, text } = await asked(path);
    expect([status, text.includes('secret')]).toEqual([404, false]);
  });

  it('changes nothing, and answers no other name', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await asked('/', { method })).status).toBe(405);
    expect((await asked('/', { host: 'evil.example' })).status).toBe(403);
    expect((await asked('/', { host: 'localhost:4173' })).status).toBe(200);
  });
});

describe('the list', () => {
  const run: GalleryRun = { name: 'n', page: null, status: 'not finished', nodes: null, running: [], faults: [] };

  it('says where there is none', () => {
    expect(galleryList([])).toContain('npm start');
  });

  it('lets no name, headline, note or fault be markup', () => {
    const evil = '<script>alert("1")</script>';
    const progress = { done: 1, total: 2, unit: evil, note: evil, left: evil };
    const running = [{ node: evil, stage: evil, progress }];
    const list = galleryList([
      { ...run, name: evil, page: { title: evil, headline: evil }, running, faults: [{ node: evil, line: evil }] },
      { ...run, running: [{ node: evil, stage: evil, progress: null }] },
    ]);
    expect(list).not.toContain('<script');
    expect(list.match(/alert/g)).toHaveLength(13);
  });
});
