import { expect, it } from 'vitest';
import { markdownTable } from './markdownTable.js';
import { TABLE } from './robustnessTable.fixture.js';
import { robustnessText } from './tableText.js';

it('is aligned, escaped, and has a dash where nothing was measured', () => {
  expect(markdownTable(robustnessText(TABLE))).toBe(
    String.raw`**Accuracy \| ℓ∞**

| network              | natural |    ℓ∞ 8/255 | ℓ∞ 16/255 |
| :------------------- | ------: | ----------: | --------: |
| ResNet-8             |    95.0 | 53.5 / 53.0 | 0.0 / 0.0 |
| \<b\>Bcos\</b\> \| 8 |    90.0 |    20.0 / — |         — |

Top-1 accuracy in % after 20 / 100 steps, over 200 test images; all channels of the encoded input are attacked. Natural accuracy is over the same images.
`,
  );
});
