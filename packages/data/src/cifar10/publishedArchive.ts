/** An archive as its authors publish it. */
export interface PublishedArchive {
  readonly address: string;
  /** In hexadecimal. */
  readonly md5: string;
  /** More bytes than this are no download of it. */
  readonly maxBytes: number;
}

/** CIFAR-10 for C programs (https://www.cs.toronto.edu/~kriz/cifar.html): 170,052,171 bytes. */
export const OFFICIAL: PublishedArchive = {
  address: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
  md5: 'c32a1d4ab5d03f1284b67883e8d87530',
  maxBytes: 200_000_000,
};

/** The MD5 of each batch file that the official archive holds, in hexadecimal. */
export const OFFICIAL_BATCHES: ReadonlyMap<string, string> = new Map([
  ['data_batch_1.bin', '5dd7e06a14cb22eb9f671a540d1b7c25'],
  ['data_batch_2.bin', '5ea93a67294ea407fff1d09f752e9692'],
  ['data_batch_3.bin', '942cd6a4bcdd0dd3c604fbe906cb4421'],
  ['data_batch_4.bin', 'ae636b3ba5c66a11e91e8cb52e771fcb'],
  ['data_batch_5.bin', '53f37980c15c3d472c316c40844f3f0d'],
  ['test_batch.bin', '803d5f7f4d78ea53de84dbe85f74fb6d'],
]);
