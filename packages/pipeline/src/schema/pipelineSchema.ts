import type { z } from 'zod';
import { usualReport, usualTitle, type UsualReport } from './usualReport.js';
import { writtenPipeline, type WrittenPipeline } from './writtenPipeline.js';

/** `pipelines/NAME.yaml`, with the usual title and report where it has none. */
export const pipelineSchema = writtenPipeline.transform((written) => ({
  ...written,
  title: written.title ?? usualTitle(written),
  report: reportOf(written),
}));

type PageReport = UsualReport & { readonly headline: string | null; readonly live: readonly string[] };

function reportOf(written: WrittenPipeline): PageReport {
  const { tables, figures } = usualReport(written);
  const { headline = null, live, ...own } = written.report;
  return { headline, live, tables: own.tables ?? tables, figures: own.figures ?? figures };
}

export type PipelineSpec = z.infer<typeof pipelineSchema>;
export type { ExplanationCell, NetworkSpec } from './writtenPipeline.js';
