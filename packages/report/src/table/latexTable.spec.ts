import { expect, it } from 'vitest';
import { latexTable } from './latexTable.js';
import { robustnessReport } from './robustnessReport.js';
import { TABLE } from './robustnessTable.fixture.js';

it('is a table of booktabs with caption, label and note, and escapes what comes from files', () => {
  expect(latexTable(robustnessReport(TABLE))).toBe(
    String.raw`% Needs \usepackage{booktabs}.
\begin{table}
  \centering
  \caption{Accuracy \textbar{} \(\ell_\infty\)}
  \label{tab:table-1}
  \begin{tabular}{lrrr}
    \toprule
    network & natural & \(\ell_\infty\) 8/255 & \(\ell_\infty\) 16/255 \\
    \midrule
    ResNet-8 & 95.0 & 53.5 / 53.0 & 0.0 / 0.0 \\
    \textless{}b\textgreater{}Bcos\textless{}/b\textgreater{} \textbar{} 8 & 90.0 & 20.0 / --- & --- \\
    \bottomrule
  \end{tabular}

  \smallskip\footnotesize Top-1 accuracy in \% after 20 / 100 steps, over 200 test images; all channels of the encoded input are attacked. Natural accuracy is over the same images.
\end{table}
`,
  );
});
