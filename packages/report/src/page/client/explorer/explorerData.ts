/** Images of one size one below the other in one PNG, as a `data:` address. */
export type ImageSheet = string;

/** All that the explorer shows; the report writes it into the page, so that it comes from nowhere else. */
export interface ExplorerData {
  readonly classes: readonly string[];
  readonly images: CleanImages;
  /** The networks of which attacked images were kept. */
  readonly networks: readonly ExplorerNetwork[];
}

/** The images before any attack, in the order of their sheet. */
interface CleanImages {
  /** Of every image, and of every other sheet's. */
  readonly rows: number;
  readonly columns: number;
  readonly index: readonly number[];
  readonly labels: readonly number[];
  readonly sheet: ImageSheet;
}

/** A network and the attacks on it that have kept images. */
export interface ExplorerNetwork {
  readonly id: string;
  readonly title: string;
  /** How its logits became probabilities: over all classes together, or each class by itself. */
  readonly probability: 'softmax' | 'sigmoid';
  readonly attacks: readonly ExplorerAttack[];
}

/** An attack on one network. */
export interface ExplorerAttack {
  /** The same for the same attack on another network. */
  readonly key: string;
  readonly title: string;
  readonly node: string;
  /** How many images it has kept; the page shows the first of them. */
  readonly kept: number;
  /** In the order of the sheet of noise. */
  readonly images: readonly AttackedImage[];
  readonly noise: NoiseSheet;
  /** One for each method that the attack's images were explained by. */
  readonly explanations: readonly ExplanationSheets[];
}

/** What an attack has added to each image, times `magnification`, on middle grey. */
interface NoiseSheet {
  readonly sheet: ImageSheet;
  readonly magnification: number;
}

/** What came of one attacked image. */
export interface AttackedImage {
  readonly index: number;
  readonly cleanPrediction: number;
  readonly attackedPrediction: number;
  readonly success: boolean;
  /** The iterate that was kept. */
  readonly bestStep: number;
  readonly firstSuccess: number | null;
  readonly linf: number;
  readonly l2: number;
  /** The true class and the most probable ones of before and after, the most probable of before first. */
  readonly probabilities: readonly ClassProbability[];
}

/** A class with its probability before and after the attack, in [0,1]. */
export type ClassProbability = readonly [classNumber: number, clean: number, attacked: number];

/** Explanations of images before and after an attack. */
export interface ExplanationSheets {
  readonly node: string;
  /** The method and its settings; null where its file does not say. */
  readonly method: string | null;
  /** In the order of the sheets. */
  readonly images: readonly ExplainedImage[];
  readonly clean: ExplanationPair;
  readonly attacked: ExplanationPair;
  /** The contribution at which the colours of the maps end; what is beyond has the last colour. */
  readonly limit: number;
}

/** Which classes are explained of an image. */
interface ExplainedImage {
  readonly index: number;
  readonly cleanClass: number;
  readonly attackedClass: number;
}

/** The two images that an explanation is. */
export interface ExplanationPair {
  readonly explanation: ImageSheet;
  readonly contribution: ImageSheet;
}
