// `node release/licences.mjs`: all production dependencies with their licences, in docs/dependencies.md; `--check` only compares.
import { readFileSync } from 'node:fs';
import { writePart } from './writtenPart.mjs';

/** @typedef {{ version?: string, license?: string, dev?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */

/** @type {{ packages: Record<string, LockedPackage> }} */
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
writePart('dependencies.md', licenceTable(packages));

/**
 * A row for each licence, the commonest first, with the packages that are installed for those who use the project.
 * @param {Record<string, LockedPackage>} locked
 */
function licenceTable(locked) {
  /** @type {Map<string, Set<string>>} */
  const byLicence = new Map();
  for (const [place, { version, license = 'none is named', dev, devOptional, link }] of Object.entries(locked)) {
    const name = /.*node_modules\/(.+)$/.exec(place)?.[1];
    if (name === undefined || dev || devOptional || link) continue;
    byLicence.set(license, (byLicence.get(license) ?? new Set()).add(`${name} ${version}`));
  }
  const rows = [...byLicence]
    .map(([licence, names]) => /** @type {const} */ ([licence, [...names].sort()]))
    .sort(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1))
    .map(([licence, names]) => `| ${licence} | ${names.length} | ${names.join(', ')} |`);
  return ['| licence | packages | |', '| --- | ---: | --- |', ...rows].join('\n');
}
