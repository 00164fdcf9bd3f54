import { belongsTo, labelledMarks } from './plotMarks.js';
import { uncover } from './uncover.js';

/** Makes each entry of a plot's legend a switch that hides or shows the marks of its series. */
export function makeLegendSwitch(plot: SVGSVGElement): void {
  const marks = labelledMarks(plot);
  for (const entry of plot.querySelectorAll('.role-legend-entry .role-scope > g')) {
    if (!(entry instanceof SVGGraphicsElement)) continue;
    const name = entry.querySelector('text')?.textContent ?? '';
    const own = marks.filter((mark) => belongsTo(mark, name));
    if (own.length === 0) continue;
    uncover(entry, plot);
    makeSwitch(entry, name, (on) => {
      for (const mark of own) mark.classList.toggle('off', !on);
    });
  }
}

function makeSwitch(entry: SVGGraphicsElement, name: string, turn: (on: boolean) => void): void {
  let on = true;
  const show = (): void => {
    entry.setAttribute('aria-checked', String(on));
    entry.classList.toggle('off', !on);
    turn(on);
  };
  const press = (): void => {
    on = !on;
    show();
  };
  entry.setAttribute('role', 'switch');
  entry.setAttribute('tabindex', '0');
  entry.setAttribute('aria-label', name);
  entry.classList.add('switch');
  entry.append(hitArea(entry));
  entry.addEventListener('click', press);
  entry.addEventListener('keydown', (event) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    press();
  });
  show();
}

/** The area between a legend's symbol and its words, which can be clicked too. */
function hitArea(entry: SVGGraphicsElement): SVGElement {
  const { x, y, width, height } = entry.getBBox();
  const area = document.createElementNS(entry.namespaceURI, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height })) area.setAttribute(name, String(value));
  area.setAttribute('fill', 'transparent');
  if (!(area instanceof SVGElement)) throw new TypeError('the plot is no SVG');
  return area;
}
