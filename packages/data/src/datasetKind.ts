import type { Dataset, SplitName } from '@bcos-bench/formats';
import type { ImageChannels, ImageShape } from '@bcos-bench/vocabulary';
import type { ReportProgress } from '@bcos-bench/cli';

/** The bytes of an image (row, column, channel) and the number of its class. */
export interface LabelledImage {
  readonly image: Uint8Array;
  readonly label: number;
}

/** The images of a data set, in the order of their index. */
export interface ImageSource {
  /** Class names; a label is a place in this list. */
  readonly classes: readonly string[];
  /** How many images `images` gives. */
  readonly counts: Readonly<Record<SplitName, number>>;
  /** Of every image. */
  readonly shape: ImageShape;
  readonly images: (split: SplitName) => Iterable<LabelledImage> | AsyncIterable<LabelledImage>;
  /** The name of the data set, where it is not that of its kind. */
  readonly name?: string;
  /** Channel means and deviations, where they are not those of its own training split, which may then be empty. */
  readonly statistics?: Pick<Dataset, 'channelMean' | 'channelStd'>;
  /** How its images were corrupted. */
  readonly corruption?: NonNullable<Dataset['corruption']>;
  /** How images were brought to one size; is called when all have been given. Null where none was asked for. */
  readonly resize?: () => Dataset['resize'] | null;
}

/** What is asked of a data set. */
export interface DataRequest {
  /** A folder or an archive; without it a data set takes its own default, if it has one. */
  readonly source: string | undefined;
  /** How many images of each split; without a number all of them, or the data set's own number. */
  readonly counts: Readonly<Record<SplitName, number | undefined>>;
  readonly seed: number;
  /** Rows and columns of an image; without it a data set has its own size, or that of its files. */
  readonly size?: number | undefined;
  /** The shorter side of a file before its centre is taken; `size` without it, and never less. */
  readonly resize?: number | undefined;
  /** Without it a data set has its own number of channels. */
  readonly channels?: ImageChannels | undefined;
  /** What is done to images, and how strongly, as it was written: of corrupted images alone. */
  readonly corruption?: string | undefined;
  readonly severity?: string | undefined;
  /** Superclasses instead of classes: of CIFAR-100 alone. */
  readonly coarse?: boolean | undefined;
  /** A table of labels for the images of one folder. */
  readonly labels?: string | undefined;
}

/** Where a data set tells how far it is. */
export interface Reporters {
  readonly progress: ReportProgress;
  readonly say: (line: string) => void;
  /** Keeps a line that a reader of the results must know, such as what was passed over. */
  readonly note: (line: string) => void;
}

/** Flags that only some data sets take. */
export const SPECIAL_FLAGS = ['resize', 'corruption', 'severity', 'coarse', 'labels'] as const;
export type SpecialFlag = (typeof SPECIAL_FLAGS)[number];

/**
 * A data set that `bcos-data` can make. What `produce` needs is imported when it is called, because `identity` runs before
 * every task of a pipeline and has to be quick.
 */
export interface DatasetKind {
  readonly describe: string;
  /** Environment variables that name its source where `--source` does not: a pipeline says nothing of paths. */
  readonly variables: readonly string[];
  /** Which of the special flags it takes; the others are refused. */
  readonly takes?: readonly SpecialFlag[];
  /** Opens the data set. @throws Fault where its source is missing or unsound */
  readonly produce: (request: DataRequest, reporters: Reporters) => Promise<ImageSource>;
  /** One line that is the same for the same content, wherever it lies. @throws Fault where the source is missing */
  readonly identity: (source: string | undefined, flags: Pick<DataRequest, 'labels'>) => Promise<string>;
}
