import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The licenses of all packages of which there is code in bundles, as their authors ask of those who distribute it. A package
 * without a text of its license is named with its author and the id of its license.
 *
 * @param {import('rolldown').RolldownOutput['output']} output
 * @throws if the license of a package is not known
 */
export function bundledLicenses(output) {
  const modules = output.flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []))
  const folders = modules.flatMap(([id, { code }]) => (code ? (packageFolder(id) ?? []) : []))
  const texts = [...new Set(folders)].map(licenseOf).sort()
  return `Feedmill contains code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** The folder of the package that has a module; a package that contains others without their descriptions stands for them. */
function packageFolder(path) {
  const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
  return folder === undefined || existsSync(join(folder, 'package.json')) ? folder : packageFolder(folder)
}

function licenseOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (typeof license !== 'string') throw new Error(`The license of ${name} ${version} is not known`)
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim())
  const title = `${name} ${version} (${license})`
  return `${[title, ...(texts.length > 0 ? texts : [`by ${author?.name ?? author}`])].join('\n\n')}\n`
}
