import { at, last } from '@bcos-bench/vocabulary';
import { percentage, percentageDecimals } from '../percentage.js';
import type { AccuracyPanel } from './accuracyPanels.js';

/** The lines of some panels in words, for who cannot see them: every network's first and last accuracy. */
export function accuracyWords(panels: readonly AccuracyPanel[]): string {
  return panels.map((panel) => `${panel.heading}: ${panelWords(panel)}.`).join(' ');
}

function panelWords({ points }: AccuracyPanel): string {
  const networks = [...new Set(points.map(({ network }) => network))];
  return networks
    .map((network) => {
      const own = points.filter((point) => point.network === network).map(({ accuracy }) => accuracy);
      const first = at(own, 0);
      const decimals = percentageDecimals(first.total);
      return `${network} from ${percentage(first, decimals)}% to ${percentage(last(own), decimals)}%`;
    })
    .join(', ');
}
