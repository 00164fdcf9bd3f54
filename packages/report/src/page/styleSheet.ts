/** The look of the page: one calm column, light or dark as the reader's system is, and a paper's look in print. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --ink: #1c2128; --muted: #59636e; --line: #dfe3e8;
  --accent: #0067a3; --bar: #0072b2; --bar-doubt: #9ccbe8; --alert: #a84300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12151a; --raised: #1a1e25; --ink: #e6e9ee; --muted: #9aa5b1; --line: #2c323b;
    --accent: #6cb6ea; --bar: #56b4e9; --bar-doubt: #2b5670; --alert: #f0a070;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 66rem; padding: 3rem 1.5rem 5rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.6 Inter, system-ui, sans-serif;
}
h1, h2, h3 { line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { margin: 0 0 0.5rem; font-size: clamp(1.6rem, 4.5vw, 2.3rem); letter-spacing: -0.02em; }
h2 { margin: 4rem 0 1.25rem; font-size: 1.4rem; letter-spacing: -0.01em; }
h3 { margin: 2rem 0 0.5rem; font-size: 1rem; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
code { font: 0.86em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.kind { margin: 0 0 0.5rem; color: var(--accent); font-size: 0.85rem; font-weight: 600; letter-spacing: 0.02em; }
.lead { margin: 0; max-width: 46rem; color: var(--muted); font-size: 1.05rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; margin: 2rem 0 0; padding: 0.75rem 0; list-style: none;
  border-block: 1px solid var(--line); font-size: 0.92rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.missing { margin: 2rem 0 0; padding: 0.75rem 1rem; border-left: 3px solid var(--alert); background: var(--raised); font-size: 0.92rem; }
.missing p { margin: 0; }
.missing summary { cursor: pointer; }
.missing summary + p { margin-top: 0.5rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.94rem; }
caption { padding: 0 0 0.75rem; text-align: left; font-weight: 600; }
th, td { padding: 0.6rem 0.75rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: 0.85rem; font-weight: 600; border-bottom-color: var(--muted); white-space: nowrap; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.robustness { margin: 0 0 3rem; }
.robustness table { table-layout: fixed; min-width: calc(8rem + var(--columns) * 6.75rem); }
.robustness th:first-child { width: 28%; }
.robustness td { padding-bottom: 0.9rem; }
.robustness td span[title] { cursor: help; }
.bar { display: block; height: 4px; margin-top: 0.35rem; border-radius: 2px;
  background: linear-gradient(to right, var(--bar) var(--low), var(--bar-doubt) var(--low) var(--high), var(--line) var(--high)); }
.note, figcaption p, .files { color: var(--muted); font-size: 0.88rem; }
.note { margin: 0.75rem 0 0; }
.scroll + .scroll { margin-top: 2.25rem; }
.flag { white-space: nowrap; }
.sub { display: block; color: var(--muted); font-size: 0.85rem; font-weight: 400; }
.files { margin: 0.35rem 0 0; }
.flagged { color: var(--alert); text-decoration: none; vertical-align: super; font-size: 0.75em; }
figure { margin: 0 0 3.5rem; }
figure svg { display: block; width: 100%; height: auto; min-width: 44rem; font-family: Inter, sans-serif; }
figure svg .wrong { fill: var(--alert); }
figure svg image { image-rendering: pixelated; }
figcaption { margin: 1rem 0 0; }
figcaption h3 { margin: 0 0 0.25rem; }
figcaption p { margin: 0; max-width: 54rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: 0.88rem; }
@media (max-width: 40rem) {
  table { min-width: 38rem; }
  th:first-child { position: sticky; left: 0; background: var(--ground); }
  body { padding: 2rem 1rem 3rem; }
  h2 { margin-top: 3rem; }
  th, td { padding: 0.5rem; }
  .robustness th:first-child { width: 8rem; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --raised: #fff; --ink: #000; --muted: #444; --line: #bbb; --accent: #000;
    --bar: #0072b2; --bar-doubt: #9ccbe8; --alert: #a84300; }
  @page { margin: 18mm 16mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav, .files, footer { display: none; }
  h2 { margin-top: 2rem; break-after: avoid; }
  figure, .robustness, tr { break-inside: avoid; }
  figure svg { min-width: 0; }
  .scroll { overflow: visible; }
  table, .robustness table { min-width: 0; }
  .bar, figure { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
