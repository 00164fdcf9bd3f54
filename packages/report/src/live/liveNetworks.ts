import { join } from 'node:path';
import { networkOrigin, type NetworkSpec } from '@bcos-bench/pipeline';
import { readCheckpoint } from '@bcos-bench/formats';
import type { LiveNetwork } from '@bcos-bench/live';
import { floatText } from '@bcos-bench/live/floatText';
import { Fault, lookUp, type ImageShape } from '@bcos-bench/vocabulary';
import { nodeFolder } from '../results/nodeFolder.js';
import type { PipelineResults } from '../results/pipelineResults.js';

/**
 * The networks that `live` of a pipeline's report names, with their weights; without those that have not been made.
 * @throws Fault where a network cannot be computed in a browser
 */
export function readLiveNetworks(results: PipelineResults): LiveNetwork[] {
  const { spec, networks, dataset } = results;
  const asked = networks.filter(({ id, model }) => spec.report.live.includes(id) && model !== null);
  const specs = new Map<string, NetworkSpec>(Object.entries(spec.networks));
  return asked.map(({ id, title }) => {
    const network = lookUp(specs, id);
    const folder = network.checkpoint ?? nodeFolder(results, networkOrigin(id, network));
    if (folder === null) throw new RangeError(`${id} has a model and no folder`);
    return liveNetwork(id, title, folder, dataset.shape);
  });
}

function liveNetwork(id: string, title: string, folder: string, shape: ImageShape): LiveNetwork {
  const { model, arrays } = readCheckpoint(folder);
  const { architecture, classes, normalisation, channelOrder, outputOrder, loss } = model;
  const hindrance = hindranceOf(model);
  if (hindrance !== null) {
    const remedy = `leave ${id} out of 'live' of the pipeline's report`;
    throw new Fault({ what: `${hindrance}, which no browser attacks`, where: join(folder, 'model.json'), remedy });
  }
  return {
    ...{ id, title, architecture, classes, normalisation, loss, shape },
    ...(channelOrder === undefined ? {} : { channelOrder }),
    ...(outputOrder === undefined ? {} : { outputOrder }),
    arrays: [...arrays].map(([name, array]) => ({ name, shape: array.shape, values: floatText(array.data) })),
  };
}

function hindranceOf({
  onnx,
  architecture,
}: Pick<ReturnType<typeof readCheckpoint>['model'], 'onnx' | 'architecture'>) {
  if (onnx !== undefined) return 'the network is a graph of an ONNX file';
  return architecture.defence === undefined ? null : `the network has the defence ${architecture.defence.name}`;
}
