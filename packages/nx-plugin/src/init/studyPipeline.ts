import { extname } from 'node:path';
import { at, attackDescription, type AttackName, type AttackNorm, type Threat } from '@bcos-bench/vocabulary';
import { nameOf } from '../evaluate/evaluatedNetwork.js';
import { yamlMap, yamlValue } from '../evaluate/pipelineText.js';

/** What a study is about. */
export interface Study {
  readonly name: string;
  /** A data set of `bcos-data`. */
  readonly dataset: string;
  /** Files of weights, folders of checkpoints, architectures to train. */
  readonly networks: readonly string[];
  readonly norm: AttackNorm;
  readonly eps: readonly string[];
  readonly attack: AttackName;
  readonly threat: Threat;
  readonly limit: number;
}

/** A commented pipeline to begin with: `pipelines/NAME.yaml`. */
export function studyPipeline({ name, dataset, networks, norm, eps, attack, threat, limit }: Study): string {
  const steps = attackDescription(attack).usualSteps;
  return `# Runs with: npx bcos run ${name}
# Before that, npx bcos plan ${name} says what would run and for how long.
title: ${yamlValue(name)}

# Flags of bcos-data. Where the source lies is no part of the file: DATA_DIR says it (docs/data-sets.md).
data: ${yamlMap({ dataset })}

# import: a file in WEIGHTS_DIR or weights/. checkpoint: a folder. train: flags of bcos-train.
networks:
${networksText(networks)}
# Looks at the clean accuracy of each network first, and says what is wrong where it is low.
checks:
${uniqueNames(networks)
  .map((id) => `  - { network: ${id} }`)
  .join('\n')}

# Every network with every radius. limit is the number of test images; without it all are attacked.
attacks:
  - norm: ${norm}
    eps: ${yamlValue(eps)}
    attack: ${attack}
    steps: ${steps}
    threat: ${threat}
    limit: ${limit}
  # PGD beside it costs little, and the page compares the two.
  # - { norm: ${norm}, eps: ${yamlValue(eps)}, steps: 20, threat: ${threat}, limit: ${limit} }

# Is the robustness real, or are the gradients masked? (docs/audit.md)
# audits:
#   - { network: ${uniqueNames(networks).at(0) ?? 'a'}, norm: ${norm}, eps: ${eps.at(0) ?? '8/255'}, threat: ${threat} }

# report: its tables and figures; without it there is a table for each grid of attacks (packages/pipeline/README.md).
`;
}

function networksText(networks: readonly string[]): string {
  const ids = uniqueNames(networks);
  return networks.map((network, place) => `  ${at(ids, place)}:\n${sourceText(network)}\n`).join('');
}

function sourceText(network: string): string {
  if (extname(network) !== '' && !network.endsWith('/')) {
    const lines = ['arch: auto', '# normalise: cifar10  # if the file holds no normaliser (docs/importing.md)'];
    return ['    import:', `      from: ${yamlValue(network)}`, ...lines.map((line) => `      ${line}`)].join('\n');
  }
  if (network.includes('/')) return `    checkpoint: ${network.replace(/\/$/, '')}`;
  return `    train: ${yamlMap({ arch: network })}`;
}

/** A name for each network, with a number where two would have the same. */
function uniqueNames(networks: readonly string[]): string[] {
  const plain = networks.map((network) =>
    nameOf(
      network
        .replace(/\/$/, '')
        .replace(/^.*\//, '')
        .replace(/\.[a-z]+$/, ''),
    ),
  );
  return plain.map((id, place) => (plain.indexOf(id) === place ? id : `${id}-${place + 1}`));
}
