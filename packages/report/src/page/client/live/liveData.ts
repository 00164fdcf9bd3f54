import type { LiveNetwork } from '@bcos-bench/live';
import type { AttackLossName, AttackNorm, MethodName, Threat } from '@bcos-bench/vocabulary';

/** What the page needs to attack images in the reader's browser. The report writes it into the page as data, which no program runs. */
export interface LiveData {
  /** `tfjs-backend-wasm-simd.wasm` in base64. */
  readonly wasm: string;
  readonly networks: readonly LiveNetwork[];
  readonly attacks: readonly RecordedAttack[];
}

/** An attack on a live network, and what its rows say of the images that the page holds. */
export interface RecordedAttack {
  readonly network: string;
  /** As in `ExplorerAttack`. */
  readonly key: string;
  readonly norm: AttackNorm;
  /** The radius as it is written. */
  readonly eps: string;
  readonly steps: number;
  readonly threat: Threat;
  /** The attack as a reader can run it again; null for one that is made of others, or is on the explanation. */
  readonly method: MethodName | null;
  /** The loss of its rows; null where it is not a loss of the label alone. */
  readonly loss: AttackLossName | null;
  readonly rows: readonly RecordedRow[];
}

/** What a row of `samples.parquet` says of an image. */
export interface RecordedRow {
  readonly index: number;
  readonly clean: RecordedEvaluation;
  readonly attacked: RecordedEvaluation;
  /** The attacked image, bit for bit, as `floatText`; null where the page has room for its 8-bit noise alone. */
  readonly values: string | null;
}

/** A prediction and its loss. */
export interface RecordedEvaluation {
  readonly prediction: number;
  readonly loss: number;
}

/** The element of the page that holds the data. */
export const LIVE_DATA = 'live-data';
