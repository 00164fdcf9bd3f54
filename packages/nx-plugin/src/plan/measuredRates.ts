import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { z } from 'zod';
import { at, Fault, reasonOf, shapeText, type ImageShape } from '@bcos-bench/vocabulary';
import { workRateSchema } from '@bcos-bench/cli';
import { commandFlags, networkMaking, type NetworkSpec } from '@bcos-bench/pipeline';
import { nodeCommand } from '../run/runNode.js';
import type { Workload } from './workload.js';

/** How many of the unit one image comes to: of a training as many as it has epochs, of a measurement its passes. */
const rateSchema = workRateSchema.extend({ epochs: z.number().default(1), passes: z.number().default(1) });
type Rate = z.infer<typeof rateSchema>;

/** How fast the tasks of one network go here, when as many run side by side as there are cores. */
export interface MeasuredRate extends Rate {
  /** The number of tasks that run at a time; `perSecond` is of all of them. */
  readonly sideBySide: number;
}

/**
 * Measures how fast a workload goes: some seconds of it, as often at once as tasks run side by side, because they slow each other
 * down. It is started as the task would be, by the same LAUNCHER.
 * @param shape of the images, as far as it is known before the data are there
 * @throws Fault where the stage's command fails
 */
export async function measureRate(
  { node }: Workload,
  network: NetworkSpec,
  shape: ImageShape | null,
): Promise<MeasuredRate> {
  const sideBySide = availableParallelism();
  const images = shape === null ? [] : ['--image-shape', shapeText(shape)];
  const words = [node.stage, 'rate', ...node.flags, ...(node.stage === 'train' ? [] : standIn(network)), ...images];
  const rates = await Promise.all(Array.from({ length: sideBySide }, () => rateOf(words)));
  const perSecond = rates.reduce((sum, rate) => sum + rate.perSecond, 0);
  const { unit, device, epochs, passes } = at(rates, 0);
  return { unit, device, epochs, passes, perSecond, sideBySide };
}

/** What has the same name is equally fast: attacks and measurements of one kind on networks of one architecture are. */
export function rateName({ stage, network: id, kind }: Workload, network: NetworkSpec): string {
  if (kind === null) return `${stage} ${id}`;
  const flags = standIn(network);
  return `${stage} ${flags.length > 0 ? flags.join(' ') : id}, ${kind}`;
}

/** Flags that describe a network whose checkpoint is not there yet; none where the weights will tell what it is. */
function standIn(network: NetworkSpec): string[] {
  const { arch, b, 'max-out': maxOut, norm } = networkMaking(network)?.flags ?? {};
  return arch === undefined || arch === 'auto' ? [] : commandFlags({ arch, b, 'max-out': maxOut, 'bcos-norm': norm });
}

async function rateOf(words: readonly string[]): Promise<Rate> {
  const { words: command, environment } = nodeCommand(words, process.env);
  try {
    const { stdout } = await promisify(execFile)(at(command, 0), command.slice(1), { env: { ...environment } });
    return rateSchema.parse(JSON.parse(stdout));
  } catch (error) {
    throw new Fault(
      { what: `cannot be measured (${reasonOf(error)})`, where: `bcos-${words.slice(0, 2).join(' ')}` },
      { cause: error },
    );
  }
}
