import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figureSchema } from '@bcos-bench/pipeline';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const small = await writeSmallPipeline(temporaryFolder());
const results = await readSmallPipeline(small);

const node = (network: string): string => `attack-${network}-linf-8_255-10-encoded`;
const spec = figureSchema.parse({
  id: 'figure-10',
  title: 'Distances',
  kind: 'distance-histogram',
  networks: ['resnet8', 'bcos-resnet8'],
  attack: { norm: 'linf', eps: '8/255', steps: 10 },
});

describe('distanceHistogram', () => {
  it('looks as it did', async () => {
    expect(roundedSvg(drawn(await drawFigure(spec, results)).body.source)).toMatchSnapshot();
  });

  it('puts every image into a bar, in both norms', async () => {
    const { body, alternative } = drawn(await drawFigure(spec, results));
    const bars = [...body.source.matchAll(/aria-label="ResNet-8: (\d+) of 40 images at (ℓ.) distance/g)];
    const total = (norm: string): number =>
      bars.filter(([, , of]) => of === norm).reduce((sum, [, count]) => sum + Number(count), 0);
    expect([total('ℓ∞'), total('ℓ2')]).toEqual([40, 40]);
    expect(bars.filter(([, , of]) => of === 'ℓ2').map(([, count]) => count)).toEqual(['8', '8', '8', '8', '8']);
    expect(alternative).toContain('ResNet-8: ℓ∞ distance at most 7.65/255; ℓ2 distance at most 0.6.');
  });

  it('leaves out a network whose attack has not run, and names them where none has', async () => {
    rmSync(join(small.results, node('resnet8')), { recursive: true });
    expect(svgTexts(drawn(await drawFigure(spec, results)).body.source)).not.toContain('ResNet-8');
    rmSync(join(small.results, node('bcos-resnet8')), { recursive: true });
    expect(await drawFigure(spec, results)).toMatchObject({ missing: [node('resnet8'), node('bcos-resnet8')] });
  });
});
