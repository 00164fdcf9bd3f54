import type { SplitName } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary/at';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { openSource, type SourceFiles } from '../archive/sourceFiles.js';
import type { DataRequest, ImageSource, LabelledImage, Reporters } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import { requireOwnShape } from '../ownShape.js';
import type { CifarForm, CifarReader } from './cifarForm.js';
import { CIFAR_SHAPE } from './planes.js';

/** The images that the authors publish. */
const PUBLISHED: Readonly<Record<SplitName, number>> = { train: 50_000, test: 10_000 };

/**
 * The images of a CIFAR data set in one of its forms. Every label is checked, however few images are asked for.
 * @param images what they are called in errors
 * @throws Fault where a file is missing or damaged, or a label has no class
 */
export async function cifarImages(
  source: string,
  form: CifarForm,
  request: DataRequest,
  { note }: Pick<Reporters, 'note'>,
  images: string,
): Promise<ImageSource> {
  requireOwnShape(CIFAR_SHAPE, request, images);
  const files = await openSource(source, form.layout);
  const reader = await form.reader();
  const classes = await reader.classes(files);
  const split = (name: SplitName): CifarSplit => ({ files, reader, names: form.splits[name] });
  const available = {
    train: await checkedCount(split('train'), classes),
    test: await checkedCount(split('test'), classes),
  };
  const [{ train, test }, { counts }] = [available, request];
  if (train !== PUBLISHED.train || test !== PUBLISHED.test) {
    note(`not all that the authors publish: ${train} training and ${test} test images, not 50000 and 10000`);
  }
  const wanted = { train: imageCount('train', counts.train, train), test: imageCount('test', counts.test, test) };
  return {
    classes,
    counts: wanted,
    shape: CIFAR_SHAPE,
    images: (name) => firstImages(split(name), wanted[name]),
  };
}

/** The files of a split, and what reads them. */
interface CifarSplit {
  readonly files: SourceFiles;
  readonly reader: CifarReader;
  readonly names: readonly string[];
}

/** How many images a split has. @throws Fault where a label has no class */
async function checkedCount({ files, reader, names }: CifarSplit, classes: readonly string[]): Promise<number> {
  let count = 0;
  for (const file of names) {
    const { labels } = reader.open(await files.read(file), files.whereIs(file));
    const wrong = labels.findIndex((label) => !(label >= 0 && label < classes.length));
    if (wrong !== -1) {
      const what = `image ${wrong} has the label ${at(labels, wrong)}, but labels are 0 to ${classes.length - 1}`;
      throw new Fault({ what, where: files.whereIs(file), remedy: 'unpack or download the archive again' });
    }
    count += labels.length;
  }
  return count;
}

async function* firstImages({ files, reader, names }: CifarSplit, count: number): AsyncGenerator<LabelledImage> {
  let left = count;
  for (const file of names) {
    if (left === 0) return;
    const { labels, image } = reader.open(await files.read(file), files.whereIs(file));
    for (const [number, label] of labels.slice(0, left).entries()) yield { image: image(number), label };
    left -= Math.min(left, labels.length);
  }
}
