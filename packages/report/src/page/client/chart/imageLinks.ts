import type { ExplorerData } from '../explorer/explorerData.js';
import { EXPLORER, readExplorerLink } from '../explorer/explorerLink.js';
import { labelledMarks, markLabel } from './plotMarks.js';
import { uncover } from './uncover.js';

/** Makes the marks of a plot that stand for images links to these, if the explorer has images of that attack. */
export function linkMarksToImages(plot: SVGSVGElement, data: ExplorerData): void {
  const addresses = new Map(Object.entries(readAddresses(plot.dataset['images'] ?? '{}')));
  for (const mark of labelledMarks(plot)) {
    const asked = addresses.get(markLabel(mark));
    if (asked === undefined) continue;
    const address = EXPLORER + asked;
    if (!holds(data, address)) continue;
    uncover(mark, plot);
    mark.setAttribute('role', 'link');
    mark.setAttribute('tabindex', '0');
    mark.classList.add('leads');
    mark.addEventListener('click', () => location.assign(address));
    mark.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') location.assign(address);
    });
  }
}

function readAddresses(text: string): Readonly<Record<string, string>> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function holds({ networks }: ExplorerData, address: string): boolean {
  const asked = readExplorerLink(address);
  const network = networks.find(({ id }) => id === asked?.network);
  return network?.attacks.some(({ key }) => key === asked?.attack) ?? false;
}
