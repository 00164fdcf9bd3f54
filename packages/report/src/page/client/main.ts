import { saveDrawings } from './chart/drawnFile.js';
import { linkMarksToImages } from './chart/imageLinks.js';
import { markCurrentSection } from './currentSection.js';
import { showPlotValues } from './chart/plotValues.js';
import { makeLegendSwitch } from './chart/legendSwitches.js';
import type { ExplorerData } from './explorer/explorerData.js';
import { startExplorer } from './explorer/explorer.js';
import type { ExplorerView } from './explorer/explorerView.js';
import { showCopyButtons } from './provenance/copyButton.js';
import { openProvenanceOnClick } from './provenance/provenanceDialog.js';
import { showRunRecord } from './provenance/showRunRecord.js';
import { makeSortable } from './table/sortableTable.js';

/**
 * Adds what needs JavaScript to the page, which can be read without it.
 * @param explorer null if no attacked image was kept
 * @param onView called with every view of the explorer
 */
export function start(explorer: ExplorerData | null, onView?: (view: ExplorerView) => void): void {
  for (const table of document.querySelectorAll('table')) makeSortable(table);
  for (const plot of document.querySelectorAll('figure svg')) {
    if (!(plot instanceof SVGSVGElement)) continue;
    showPlotValues(plot);
    makeLegendSwitch(plot);
    if (explorer !== null) linkMarksToImages(plot, explorer);
  }
  showRunRecord();
  showCopyButtons();
  const place = document.getElementById('explorer');
  if (place !== null && explorer !== null) startExplorer(place, explorer, onView);
  openProvenanceOnClick(explorer);
  saveDrawings();
  markCurrentSection();
}
