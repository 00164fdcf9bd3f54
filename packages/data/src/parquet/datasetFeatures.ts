import { z } from 'zod';
import { Fault, UsageFault } from '@bcos-bench/vocabulary/fault';
import type { GivenParquet } from '@bcos-bench/formats';
import { PARQUET_REMEDY } from './parquetFiles.js';

/** Which columns of a data set are images and labels, and the names of the classes where the file has them. */
export interface DatasetFeatures {
  readonly image: string;
  readonly label: string;
  readonly names: readonly string[] | null;
}

/** What `datasets` of Hugging Face writes beside the columns, under this name. */
const TEXT = 'huggingface';
const textSchema = z.object({
  info: z.object({
    features: z.record(z.string(), z.looseObject({ _type: z.string().optional(), names: z.unknown().optional() })),
  }),
});
const namesSchema = z.array(z.string()).min(2);

const IMAGE_COLUMNS = ['image', 'img', 'images', 'picture'];
const LABEL_COLUMNS = ['label', 'fine_label', 'labels', 'class', 'target'];
const COARSE_COLUMN = 'coarse_label';

/**
 * The features of a data set: by what its writer says, or else by the usual names of columns.
 * @param coarse whether superclasses are asked for
 * @throws Fault where images or labels are not found, UsageFault where there are no superclasses
 */
export function datasetFeatures({ path, columns, texts }: GivenParquet, coarse: boolean): DatasetFeatures {
  const said = saidFeatures(texts.get(TEXT));
  const ofType = (type: string): string[] => columns.filter((name) => said.get(name)?._type === type);
  const usual = (names: readonly string[]): string[] => names.filter((name) => columns.includes(name));
  const first = (what: string, ...found: readonly string[][]): string => {
    const [name] = found.flat();
    if (name !== undefined) return name;
    const remedy = `${PARQUET_REMEDY}, with the columns image and label`;
    throw new Fault({ what: `has no column of ${what}: its columns are ${columns.join(', ')}`, where: path, remedy });
  };
  if (coarse && !columns.includes(COARSE_COLUMN)) {
    throw new UsageFault({ what: `${path} has no column ${COARSE_COLUMN}`, where: '--coarse', remedy: 'leave it out' });
  }
  const image = first('images', usual(IMAGE_COLUMNS), ofType('Image'));
  const label = coarse ? COARSE_COLUMN : first('labels', usual(LABEL_COLUMNS), ofType('ClassLabel'));
  const names = namesSchema.safeParse(said.get(label)?.names);
  return { image, label, names: names.success ? names.data : null };
}

type SaidFeatures = ReadonlyMap<string, { readonly _type?: string | undefined; readonly names?: unknown }>;

/** What the writer says of each column; nothing where it says nothing that can be read. */
function saidFeatures(text: string | undefined): SaidFeatures {
  try {
    return new Map(Object.entries(textSchema.parse(JSON.parse(text ?? '')).info.features));
  } catch {
    return new Map();
  }
}
