import { expect, it } from 'vitest';
import { usualNormalisers } from '@bcos-bench/vocabulary';
import { usualReadings } from './readings.js';

const data = { shape: [32, 32, 3], channelMean: [0.1, 0.2, 0.3], channelStd: [0.4, 0.5, 0.6] } as const;
const colour = {
  ...data,
  channelMean: [...data.channelMean],
  channelStd: [...data.channelStd],
  shape: [...data.shape] as [32, 32, 3],
};

it('tries each usual normaliser, bytes, and all of it with blue first, but not what the network has', () => {
  const readings = usualReadings({ encoding: 'rgb', normalisation: null }, colour);
  const words = readings.map((reading) => reading.words);
  for (const name of Object.keys(usualNormalisers).filter((known) => known !== 'none')) {
    expect(words).toContain(`normaliser ${name}`);
    expect(words).toContain(`normaliser ${name}, blue first`);
  }
  expect(words).toContain('images in [0,255]');
  expect(words).toContain('its own normaliser, blue first');
  expect(words).not.toContain('normaliser none');
  const bytes = readings.find((reading) => reading.words === 'images in [0,255], blue first');
  expect(bytes).toMatchObject({ flags: ['--input-range', '255', '--channel-order', 'bgr'], channelOrder: 'bgr' });
});

it('says red first of a network that was imported with blue first', () => {
  const readings = usualReadings({ encoding: 'rgb', normalisation: null, channelOrder: 'bgr' }, colour);
  expect(readings.find(({ words }) => words === 'its own normaliser, red first')?.flags).toEqual([
    '--channel-order',
    'rgb',
  ]);
});

it('tries the order of channels alone for a B-cos network, and nothing of three channels for grey images', () => {
  expect(usualReadings({ encoding: 'rgb+inverse', normalisation: null }, colour).map(({ words }) => words)).toEqual([
    'its own normaliser, blue first',
  ]);
  const grey = { shape: [32, 32, 1] as [32, 32, 1], channelMean: [0.1], channelStd: [0.2] };
  expect(usualReadings({ encoding: 'rgb', normalisation: null }, grey).map(({ words }) => words)).toEqual([
    "the normaliser of the data's training images",
    'images in [0,255]',
  ]);
});
