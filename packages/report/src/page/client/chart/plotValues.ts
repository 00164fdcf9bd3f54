import { element } from '../element.js';
import { nearestBox, type Box } from './nearestMark.js';
import { markLabel, valueMarks } from './plotMarks.js';

/** How far from a mark the pointer may be, in units of the plot. */
const REACH = 24;
const ROUND_THE_POINTER = 14;
/** The box of a mark that is not visible: out of reach. */
const NOWHERE: Box = { x: Infinity, y: Infinity, width: 0, height: 0 };

/** Shows the words of the mark nearest to the pointer, if the marks of the plot have words. */
export function showPlotValues(plot: SVGSVGElement): void {
  const marks = valueMarks(plot);
  if (marks.length === 0) return;
  const tip = element('div', { class: 'tip', 'aria-hidden': 'true' });
  tip.hidden = true;
  document.body.append(tip);
  let boxes: readonly Box[] | null = null;
  let near: Element | null = null;

  const point = (mark: Element | null): void => {
    near?.classList.remove('near');
    near = mark;
    near?.classList.add('near');
    tip.hidden = mark === null;
  };
  plot.addEventListener('pointermove', ({ clientX, clientY }) => {
    boxes ??= marks.map((mark) => boxIn(plot, mark));
    const shown = boxes.map((box, i) => (marks[i]?.classList.contains('off') === true ? NOWHERE : box));
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(plot.getScreenCTM()?.inverse());
    const mark = marks[nearestBox(shown, x, y, REACH) ?? -1] ?? null;
    point(mark);
    if (mark !== null) place(tip, markLabel(mark), clientX, clientY);
  });
  plot.addEventListener('pointerleave', () => point(null));
}

/** The box of a mark in the plot's own units. A dot has no extent. */
function boxIn(plot: SVGSVGElement, mark: SVGGraphicsElement): Box {
  const { x, y, width, height } = mark.getBBox();
  const toScreen = mark.getScreenCTM();
  const toPlot = plot.getScreenCTM()?.inverse();
  if (toScreen === null || toPlot === undefined) return NOWHERE;
  const matrix = toPlot.multiply(toScreen);
  const [from, to] = [new DOMPoint(x, y), new DOMPoint(x + width, y + height)].map((p) => p.matrixTransform(matrix));
  if (from === undefined || to === undefined) return NOWHERE;
  if (mark.closest('.mark-symbol') !== null)
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, width: 0, height: 0 };
  return { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
}

/** Beside the pointer, on the side where there is room. */
function place(tip: HTMLElement, words: string, x: number, y: number): void {
  tip.textContent = words;
  const { width, height } = tip.getBoundingClientRect();
  const left = x + ROUND_THE_POINTER + width > innerWidth ? x - ROUND_THE_POINTER - width : x + ROUND_THE_POINTER;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${Math.max(0, y - ROUND_THE_POINTER - height)}px`;
}
