/** Images of one size, one below the other, in one PNG, as a `data:` address. */
export type ImageSheet = string;

/** Everything that the explorer shows. The report writes it into the page, so the page requests nothing. */
export interface ExplorerData {
  readonly classes: readonly string[];
  readonly images: CleanImages;
  /** A contribution map stays if its cosine with the one before an attack is at least this. */
  readonly mapStays: number;
  /** The networks with kept attacked images. */
  readonly networks: readonly ExplorerNetwork[];
}

/** The images before any attack, in the order of their sheet. */
interface CleanImages {
  /** The size of the images of this sheet and of every other. */
  readonly rows: number;
  readonly columns: number;
  readonly index: readonly number[];
  readonly labels: readonly number[];
  readonly sheet: ImageSheet;
}

/** A network and the attacks on it that kept images. */
export interface ExplorerNetwork {
  readonly id: string;
  readonly title: string;
  /** How probabilities are computed from logits: over all classes, or per class. */
  readonly probability: 'softmax' | 'sigmoid';
  readonly attacks: readonly ExplorerAttack[];
}

/** An attack on one network. */
export interface ExplorerAttack {
  /** The same key means the same attack on another network. */
  readonly key: string;
  readonly title: string;
  readonly node: string;
  /** Whether it wanted a class of its own choice: then an image that was misclassified before may still have been attacked in vain. */
  readonly isTargeted: boolean;
  /** Whether it is an attack on explanations: what it did to the contribution map counts. */
  readonly onExplanation: boolean;
  /** How many images it kept; the page shows the first of them. */
  readonly kept: number;
  /** In the order of the sheet of noise. */
  readonly images: readonly AttackedImage[];
  readonly noise: NoiseSheet;
  /** One for each method by which the attack's images were explained. */
  readonly explanations: readonly ExplanationSheets[];
}

/** The noise of each image, times `magnification`, on middle grey. */
interface NoiseSheet {
  readonly sheet: ImageSheet;
  readonly magnification: number;
}

/** The result of one attacked image. */
export interface AttackedImage {
  readonly index: number;
  readonly cleanPrediction: number;
  readonly attackedPrediction: number;
  /** The prediction of the attacked image as a file of 8 bits; absent where the attack was not asked for it. */
  readonly roundedPrediction?: number;
  readonly success: boolean;
  /** The iterate that was kept. */
  readonly bestStep: number;
  readonly firstSuccess: number | null;
  readonly linf: number;
  readonly l2: number;
  /** The label and the most probable classes before and after, the most probable before the attack first. */
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
  /** The contribution at which the colour scale of the maps ends; larger ones have the last colour. */
  readonly limit: number;
}

/** The explained classes of an image, and how near its maps are. */
interface ExplainedImage {
  readonly index: number;
  readonly cleanClass: number;
  readonly attackedClass: number;
  /** The cosine of the two contribution maps; null where one is zero everywhere, or the file does not say. */
  readonly cosine: number | null;
}

/** The two images of an explanation. */
export interface ExplanationPair {
  readonly explanation: ImageSheet;
  readonly contribution: ImageSheet;
}
