import { symmetricLimit } from '../../../scale/divergingScale.js';
import { at } from '@bcos-bench/vocabulary';
import type { LiveExplanation, LiveIterate, LiveNetwork } from '@bcos-bench/live/browser';
import { element } from '../element.js';
import { drawTile, sizeOf, type Tile, type TileSize } from '../explorer/tile.js';
import { makeLossChart } from './lossChart.js';
import { predictionBars } from './predictionBars.js';
import { contributionRaster, imageRaster, magnificationOf, noiseRaster, translucentRaster } from './rasters.js';

/** The iterates of an attack so far, the first of which is the image, and the last one's explanation. */
interface Shown {
  readonly network: LiveNetwork;
  readonly label: number;
  readonly steps: number;
  readonly iterates: readonly LiveIterate[];
  readonly explanation: LiveExplanation;
  /** What the first iterate was put down to: the scale of a map ends at the larger of its own limit and that of this one. */
  readonly first: LiveExplanation;
}

/** What changes with every step: images, explanation, bars and the chart. */
export interface Panel {
  readonly content: HTMLElement;
  readonly show: (shown: Shown) => void;
}

/** The pictures of a panel, in order. */
const NAMES = ['image', 'attacked', 'noise', 'explanation', 'contribution'] as const;
type Name = (typeof NAMES)[number];

/** The images of an attack, its bars and its chart, empty until something is shown. */
export function makePanel(size: TileSize): Panel {
  const tiles = new Map(NAMES.map((name) => [name, tile(name, size)]));
  const [bars, chart] = [element('div'), makeLossChart()];
  const draw = (name: Name, pixels: Tile, words: string): void => {
    const found = tiles.get(name);
    if (found === undefined) throw new RangeError(`no picture is named ${name}`);
    drawTile(found.canvas, pixels);
    found.canvas.setAttribute('aria-label', words);
    found.caption.textContent = words;
  };
  return {
    content: element(
      'div',
      { class: 'live-panel', hidden: '' },
      element('div', { class: 'tiles' }, ...[...tiles.values()].map(({ figure }) => figure)),
      element('div', { class: 'facts' }, bars, element('div', { class: 'loss-box' }, chart.content)),
    ),
    show: ({ network, label, steps, iterates, explanation, first }) => {
      const [before, now] = [at(iterates, 0), at(iterates, iterates.length - 1)];
      const channels = now.values.length / (size.rows * size.columns);
      const magnification = magnificationOf(before.values, now.values);
      const limit = Math.max(symmetricLimit(first.contribution), symmetricLimit(explanation.contribution));
      const explained = at(network.classes, explanation.explainedClass);
      draw('image', imageRaster(before.values, channels, size), 'image');
      draw(
        'attacked',
        imageRaster(now.values, channels, size),
        `step ${now.step}: ${at(network.classes, now.prediction)}`,
      );
      draw('noise', noiseRaster(before.values, now.values, channels, size, magnification), `noise × ${magnification}`);
      draw('explanation', translucentRaster(explanation.image, size), `what speaks for ${explained}`);
      draw(
        'contribution',
        contributionRaster(explanation.contribution, size, limit),
        `contribution to ${explained}, ±${limit.toPrecision(2)} per pixel`,
      );
      bars.replaceChildren(predictionBars(network, label, before, now));
      chart.show(
        iterates.map(({ loss }) => loss),
        steps,
        now.kept,
      );
    },
  };
}

function tile(name: Name, size: TileSize) {
  const canvas = element('canvas', {
    ...{ role: 'img', 'aria-label': name, ...sizeOf(size) },
    ...(name === 'contribution' ? { class: 'diverging' } : {}),
  });
  const caption = element('figcaption', {}, name);
  return { canvas, caption, figure: element('figure', { class: 'tile' }, canvas, caption) };
}
