import { at } from '@bcos-bench/vocabulary';
import { isDrawn, type AbsentFigure, type Figure } from '../figure/figure.js';

/** The figure, or an error that says why it is none. */
export function drawn(figure: Figure | AbsentFigure): Figure {
  if (!isDrawn(figure)) throw new Error(`${figure.id} is not drawn: ${figure.missing.join(', ')}`);
  return figure;
}

/** SVG for a snapshot: numbers rounded to one decimal, images left out. */
export function roundedSvg(source: string): string {
  return source
    .replace(/data:image\/png;base64,[^"]*/g, 'PNG')
    .replace(/-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(1))));
}

/** The text that an SVG shows, element by element, without what stands in `<title>`. */
export function svgTexts(source: string): string[] {
  const texts = [...source.matchAll(/<text\b[^>]*>(.*?)<\/text>/gs)].map((found) => at(found, 1));
  return texts.map((text) =>
    text
      .replace(/<title>.*?<\/title>/gs, '')
      .replace(/<\/tspan><tspan[^>]*>/g, ' ')
      .replace(/<[^>]*>/g, ''),
  );
}
