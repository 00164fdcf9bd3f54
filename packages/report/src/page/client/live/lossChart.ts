import { at } from '@bcos-bench/vocabulary';

const SVG = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT] = [420, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [58, 12, 12, 30];

/** The loss of each iterate so far. */
export interface LossChart {
  readonly content: SVGSVGElement;
  /** @param losses of the iterates from the first on, of the `steps` + 1 that there will be; `kept` is the best one */
  readonly show: (losses: readonly number[], steps: number, kept: number) => void;
}

/** A line chart that grows while an attack runs. */
export function makeLossChart(): LossChart {
  const content = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', class: 'loss' }))
    content.setAttribute(name, value);
  const show: LossChart['show'] = (losses, steps, kept) => {
    const [least, most] = [Math.min(0, ...losses), Math.max(...losses, 0)];
    const x = (step: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * step) / Math.max(1, steps);
    const y = (loss: number): number =>
      TOP + (HEIGHT - TOP - BOTTOM) * (most === least ? 1 : (most - loss) / (most - least));
    const points = losses.map((loss, step) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`);
    content.setAttribute('aria-label', lossWords(losses, kept));
    content.dataset['losses'] = losses.join(' ');
    content.replaceChildren(
      part('path', { d: `M${LEFT},${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}`, class: 'axis' }),
      ...[least, most].map((loss) => text(LEFT - 6, y(loss) + 4, 'end', loss.toPrecision(2))),
      ...[0, steps].map((step) => text(x(step), HEIGHT - 12, step === 0 ? 'start' : 'end', `step ${step}`)),
      text(LEFT + 8, TOP + 6, 'start', 'loss'),
      part('polyline', { points: points.join(' '), class: 'line' }),
      part('circle', { cx: String(x(kept)), cy: String(y(at(losses, kept))), r: '4', class: 'kept' }),
    );
  };
  return { content, show };
}

/** What the chart says, for those who do not see it. */
function lossWords(losses: readonly number[], kept: number): string {
  const [first, best] = [at(losses, 0), at(losses, kept)];
  return `The loss over ${losses.length - 1} steps: ${first.toPrecision(3)} before, at most ${best.toPrecision(3)}, at step ${kept}`;
}

function part(name: string, attributes: Readonly<Record<string, string>>, words = ''): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = words;
  return made;
}

function text(x: number, y: number, anchor: string, words: string): SVGElement {
  return part('text', { x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': anchor }, words);
}
