import { dirname, join } from 'node:path'

/** Source texts by path. */
export type Sources = ReadonlyMap<string, string>

/** Node's pure modules. */
const COMPUTING = /^node:(buffer|crypto|path|url|util|zlib)$/

const IMPURE_PACKAGES = /^(express|node-cron|pino|pino-pretty|prom-client|cli-progress|commander)$/

/** Clock, randomness, timers, network and process. */
const IMPURE_CODE =
  /\bnew Date\(\)|\bDate\(\)|\bDate\.now\b|\bperformance\.|\bMath\.random\b|\brandom(UUID|Bytes|Int)\b|\bset(Timeout|Interval|Immediate)\(|\bfetch\(|\bprocess\.\w/

interface Import {
  /** The path of a source, or the name of a package. */
  target: string
  /** Whether only types are imported, which do not exist at run time. */
  isType: boolean
}

/** The imports of a source, including dynamic ones. */
export function importsOf(path: string, sources: Sources): Import[] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...codeOf(path, sources).matchAll(statement)].map(([, type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? ''
    return { target: name.startsWith('.') ? join(dirname(path), name) : name, isType: type !== undefined }
  })
}

/** The folder of a source, or its name at the top level. */
export function folderOf(path: string): string {
  return path.split('/')[0] as string
}

/** Finds the sources that do I/O or read a clock and can be reached from another one: the import chain and the impurity. */
export function findImpurities(start: string, sources: Sources, exceptions: ReadonlySet<string>): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const visit = (path: string, chain: readonly string[]): void => {
    if (seen.has(path)) return
    seen.add(path)
    const here = [...chain, path]
    const code = IMPURE_CODE.exec(codeOf(path, sources))?.[0]
    if (code !== undefined) found.push([...here, code].join(' → '))
    for (const { target, isType } of importsOf(path, sources)) {
      if (isType || exceptions.has(`${path} → ${target}`)) continue
      if (sources.has(target)) visit(target, here)
      else if (IMPURE_PACKAGES.test(target) || (target.startsWith('node:') && !COMPUTING.test(target))) {
        found.push([...here, target].join(' → '))
      }
    }
  }
  visit(start, [])
  return found
}

/** A source without its comments. */
function codeOf(path: string, sources: Sources): string {
  return (sources.get(path) ?? '').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
