import { asDict, type PickleValue, type TorchFile } from '@bcos-bench/torch-file';
import type { StateDict } from './stateDict.js';

/** What a file says of a network that its weights do not show; null where it says nothing. */
export interface RecordedSettings {
  readonly b: number | null;
  readonly logitBias: number | null;
  readonly logitTemperature: number | null;
}

/**
 * Reads the settings that `bcos.training` leaves in its Lightning checkpoints, `hyper_parameters`, and the arrays of a logit
 * layer, which go before them.
 */
export function recordedSettings(file: TorchFile, logitLayer: StateDict): RecordedSettings {
  const model = at(at(file.root, 'hyper_parameters'), 'model');
  const args = at(model, 'args');
  const arrayAt = (name: string): number | null => {
    const tensor = logitLayer.get(name);
    return tensor === undefined ? null : (file.readTensor(tensor)[0] ?? null);
  };
  return {
    b: numberAt(at(model, 'bcos_args'), 'b'),
    logitBias: arrayAt('logit_bias') ?? numberAt(args, 'logit_bias'),
    logitTemperature: arrayAt('logit_temperature') ?? numberAt(args, 'logit_temperature'),
  };
}

function at(value: PickleValue | undefined, key: string): PickleValue | undefined {
  return asDict(value)?.entries.get(key);
}

function numberAt(value: PickleValue | undefined, key: string): number | null {
  const found = at(value, key);
  return typeof found === 'number' || typeof found === 'bigint' ? Number(found) : null;
}
