import type { z } from 'zod';
import { usualReport, usualTitle, type UsualReport } from './usualReport.js';
import { writtenPipeline, type WrittenPipeline } from './writtenPipeline.js';

/** `pipelines/NAME.yaml`, with the usual title and report where it has none. */
export const pipelineSchema = writtenPipeline.transform((written) => ({
  ...written,
  title: written.title ?? usualTitle(written),
  report: reportOf(written),
}));

function reportOf(written: WrittenPipeline): UsualReport {
  const { tables, figures } = usualReport(written);
  return { tables: written.report.tables ?? tables, figures: written.report.figures ?? figures };
}

export type PipelineSpec = z.infer<typeof pipelineSchema>;
export type { ExplanationCell, NetworkSpec } from './writtenPipeline.js';
