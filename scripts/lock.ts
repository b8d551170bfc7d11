// A lock file is good on every machine if it names every package for every platform, with its integrity and no registry's host.
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const names = z.record(z.string(), z.string()).default({})
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      dependencies: names,
      optionalDependencies: names,
    }),
  ),
})
const { packages } = Lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

const missing = Object.entries(packages).flatMap(([place, entry]) =>
  Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
    .filter((name) => !isInstalledFor(place, name))
    .map((name) => `${place || 'the project'} needs ${name}`),
)
const installed = Object.entries(packages).filter(([place]) => place !== '')
const unchecked = installed.filter(([, entry]) => !entry.integrity).map(([place]) => `${place} has no integrity`)
const hosted = installed.filter(([, entry]) => entry.resolved).map(([place]) => `${place} names a registry's host`)

const faults = [...missing, ...unchecked, ...hosted]
for (const fault of faults) console.error(fault)
console.log(`${installed.length} packages in the lock file, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0

function isInstalledFor(place: string, name: string): boolean {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}
