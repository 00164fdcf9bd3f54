import { attackNode, chosenNetworks, transferCells, type AttackCell } from '@bcos-bench/pipeline';
import type { Proportion } from '@bcos-bench/vocabulary';
import { shareOf, type OutcomeByImage } from '../paired/outcomeByImage.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';

/** One number of a matrix: the accuracy of a network on some images, or null where it was not measured. */
interface TransferNumber {
  readonly to: string;
  /** The node that it is from; null for accuracy without an attack. */
  readonly node: string | null;
  readonly share: Proportion | null;
}

/** The images of an attack on one network, or the same without an attack where `from` is null. */
interface TransferRow {
  readonly from: string | null;
  readonly title: string;
  /** In the order of the matrix's columns. */
  readonly numbers: readonly TransferNumber[];
}

/** How far the images of an attack fool other networks than the one that it attacked. */
export interface TransferTable {
  readonly cell: AttackCell;
  /** The titles of the networks that evaluate the images. */
  readonly columns: readonly string[];
  readonly rows: readonly TransferRow[];
}

/** A matrix for each attack whose images other networks evaluate, in the pipeline's order. */
export function transferTables(results: PipelineResults): TransferTable[] {
  return results.spec.transfer.flatMap((transfer) => {
    const networks = chosenNetworks(transfer.to, results.spec);
    return transferCells(transfer).map((cell) => ({
      cell,
      columns: networks.map((network) => networkOf(results, network).title),
      rows: [
        naturalRow(results, networks, cell, transfer.from),
        ...transfer.from.map((from) => ({
          from,
          title: networkOf(results, from).title,
          numbers: networks.map((to) => numberOf(results, cell, from, to)),
        })),
      ],
    }));
  });
}

/** What an attack leaves of its own network stands in its own rows. */
function numberOf(results: PipelineResults, cell: AttackCell, from: string, to: string): TransferNumber {
  if (from === to) {
    const node = attackNode(from, cell);
    return { to, node, share: sharedOrNone(results.attacks.get(node)?.outcome?.withstood) };
  }
  const wanted = attackNode(from, cell);
  const transfer = results.transfers.find((found) => found.to === to && attackNode(found.from, found.cell) === wanted);
  return { to, node: transfer?.node ?? null, share: sharedOrNone(transfer?.withstood) };
}

/** Accuracy without an attack over the images of the first attack that has run, by the attacks that saw them. */
function naturalRow(
  { attacks }: PipelineResults,
  networks: readonly string[],
  cell: AttackCell,
  from: readonly string[],
): TransferRow {
  const images = from.flatMap((network) => attacks.get(attackNode(network, cell))?.outcome ?? []).at(0)?.withstood;
  const natural = (to: string): OutcomeByImage | null => {
    if (images === undefined) return null;
    const own = [...attacks.values()].filter(({ network }) => network === to).flatMap(({ outcome }) => outcome ?? []);
    const whole = own.find(({ rightBefore }) => [...images.keys()].every((image) => rightBefore.has(image)));
    if (whole === undefined) return null;
    return new Map([...images.keys()].map((image) => [image, whole.rightBefore.get(image) === true]));
  };
  return {
    from: null,
    title: 'none',
    numbers: networks.map((to) => ({ to, node: null, share: sharedOrNone(natural(to)) })),
  };
}

function sharedOrNone(outcomes: OutcomeByImage | null | undefined): Proportion | null {
  return outcomes == null ? null : shareOf(outcomes);
}
