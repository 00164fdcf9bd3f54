import { parseEpsilon, type AttackNorm, type Proportion, type Threat } from '@bcos-bench/vocabulary';
import { variantName, type AttackVariant } from '@bcos-bench/pipeline';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';

/** An attack that has run, for plots. */
export interface MeasuredAttack {
  readonly network: string;
  /** The network's title. */
  readonly title: string;
  readonly norm: AttackNorm;
  /** The radius as it is written. */
  readonly eps: string;
  /** In units of [0,1]. */
  readonly radius: number;
  readonly steps: number;
  readonly natural: Proportion;
  readonly robust: Proportion;
}

/** What attacks of a plot have in common. */
export type AttackSetting = AttackVariant & { readonly threat: Threat; readonly networks: 'all' | readonly string[] };

/** The attacks of one setting: those that have run, network by network, and the nodes of those that have not. */
export function attackSeries(
  results: PipelineResults,
  setting: AttackSetting,
): { readonly measured: MeasuredAttack[]; readonly missing: string[] } {
  const networks = setting.networks === 'all' ? results.networks.map(({ id }) => id) : setting.networks;
  const wanted = networks.flatMap((id) =>
    [...results.attacks.values()].filter(
      ({ network, cell }) =>
        network === id && cell.threat === setting.threat && variantName(cell) === variantName(setting),
    ),
  );
  return {
    measured: wanted.flatMap(({ network, cell: { norm, eps, steps }, outcome }) => {
      if (outcome === null) return [];
      const { title } = networkOf(results, network);
      const { natural, robust } = outcome;
      return [{ network, title, norm, eps, radius: parseEpsilon(eps), steps, natural, robust }];
    }),
    missing: wanted.filter(({ outcome }) => outcome === null).map(({ node }) => node),
  };
}
