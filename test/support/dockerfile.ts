import { readFileSync } from 'node:fs'

export interface Instruction {
  name: string
  /** Such as `from=build` of `COPY --from=build …`. */
  flags: Record<string, string>
  /** The rest of the instruction, in one line. */
  text: string
}

/** The instructions of each stage of a Dockerfile, of which the first is `FROM`. */
export function readStages(path: string): Instruction[][] {
  const lines = readFileSync(path, 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: Instruction[][] = []
  for (const line of lines) {
    const [, name = '', flags = '', text = ''] = /^(\w+)\s+((?:--\S+\s+)*)(.*)$/.exec(line) ?? []
    const pairs = flags.matchAll(/--([^=\s]+)=(\S+)/g)
    const instruction = { name, flags: Object.fromEntries(Array.from(pairs, ([, key, value]) => [key, value])), text }
    if (name === 'FROM') stages.push([instruction])
    else stages.at(-1)?.push(instruction)
  }
  return stages
}

/** The text of the only instruction of this name. */
export function textOf(stage: readonly Instruction[], name: string): string {
  const found = stage.filter((instruction) => instruction.name === name)
  if (found.length !== 1) throw new Error(`${found.length} instructions are ${name}`)
  return found[0]?.text ?? ''
}

/** A command in exec form, which starts no shell: signals reach the program itself. */
export function commandOf(stage: readonly Instruction[], name: string): string[] {
  return JSON.parse(textOf(stage, name).replace(/^CMD /, '')) as string[]
}
