import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FONT_FAMILY, fontFiles } from '../typeface.js';

/** Pixels a unit of the figure: sharp on screens of double density. */
const ZOOM = 2;

const require = createRequire(import.meta.url);
let ready: Promise<void> | null = null;

/** The module can be started once a process. */
function started(): Promise<void> {
  ready ??= readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((module) => initWasm(module));
  return ready;
}

/** An SVG as PNG at twice its size; the only fonts are the ones that come with this package. */
export async function svgToPng(svg: string): Promise<Uint8Array> {
  await started();
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers: fontFiles(), defaultFontFamily: FONT_FAMILY },
  });
  const rendered = image.render();
  const png = rendered.asPng();
  rendered.free();
  image.free();
  return png;
}
