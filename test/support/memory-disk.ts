import { basename, dirname, join } from 'node:path'
import type { FileSystem } from '../../src/file-system.ts'
import type { Tree } from './check-publication.ts'

/**
 * A change to a disk. A power failure may lose it unless its file or folder is synced later.
 *
 * - `names`: names in a folder are added, removed or changed atomically
 * - `content`: a file gets its bytes, or the first part of them
 * - `sync`: all earlier changes to a file or folder become durable
 */
export type Effect =
  | { kind: 'names'; node: number; changes: readonly [name: string, node: number | undefined][] }
  | { kind: 'content'; node: number; content: Buffer; modified: number }
  | { kind: 'sync'; node: number }

/** The constant part of a node; its names and content follow from effects. */
type Node = { kind: 'file' } | { kind: 'folder' } | { kind: 'link'; target: string }

const ROOT = 0

/** A disk in memory that records all effects, so that it can be recreated after any subset of them. */
export class MemoryDisk {
  readonly effects: Effect[] = []
  readonly #nodes: Node[]
  readonly #names = new Map<number, Map<string, number>>()
  readonly #contents = new Map<number, { content: Buffer; modified: number }>()

  constructor(nodes: Node[] = [{ kind: 'folder' }], effects: readonly Effect[] = []) {
    this.#nodes = [...nodes]
    for (const effect of effects) this.#apply(effect)
  }

  /** Another disk with only some of the effects. */
  after(effects: readonly Effect[]): MemoryDisk {
    return new MemoryDisk(this.#nodes, effects)
  }

  /** The contents of a folder. */
  tree(folder: string): Tree {
    const tree = new Map<string, Uint8Array | string>()
    const add = (path: string, id: number): void => {
      const node = this.#nodes[id] as Node
      if (node.kind === 'link') tree.set(path, node.target)
      else if (node.kind === 'file') tree.set(path, this.#contentOf(id).content)
      else for (const [name, child] of this.#namesOf(id)) add(join(path, name), child)
    }
    const top = this.#find(folder)
    if (top !== undefined) for (const [name, child] of this.#namesOf(top)) add(name, child)
    return tree
  }

  readonly fileSystem: FileSystem = {
    makeDirectory: async (path) => void this.#makeFolder(path),
    list: async (path) => {
      const id = this.#find(path)
      return id === undefined ? [] : [...this.#namesOf(id, path).keys()]
    },
    isWritable: async () => true,
    readText: async (path) => this.#contentOf(this.#need(path), path).content.toString(),
    readBytes: async (path) => this.#contentOf(this.#need(path), path).content,
    readRanges: async (path, ranges) => {
      const { content } = this.#contentOf(this.#need(path), path)
      return ranges.map(({ start, end }) => content.subarray(start, end))
    },
    inspect: async (path) => {
      const inode = this.#need(path)
      const { content, modified } = this.#contentOf(inode, path)
      return { size: content.length, modified, inode: BigInt(inode) }
    },
    writeDurably: async (path, body) => {
      if (this.#find(path) !== undefined) this.#name(dirname(path), [[basename(path), undefined]])
      this.#sync(this.#write(path, Buffer.from(body)))
    },
    link: async (from, to) => {
      const shared = this.#need(from)
      if (this.#find(to) !== undefined) this.#name(dirname(to), [[basename(to), undefined]])
      this.#name(dirname(to), [[basename(to), shared]])
    },
    writeNew: async (path, body) => {
      if (this.#find(path) !== undefined) throw failure('EEXIST', path)
      this.#write(path, Buffer.from(typeof body === 'string' ? body : [...body].join('')))
    },
    syncDirectory: async (path) => this.#sync(this.#need(path)),
    readLink: async (path) => {
      const id = this.#find(path, 'itself')
      if (id === undefined) return undefined
      const node = this.#nodes[id] as Node
      if (node.kind !== 'link') throw failure('EINVAL', path)
      return node.target
    },
    symlink: async (target, path) => {
      if (this.#find(path, 'itself') !== undefined) throw failure('EEXIST', path)
      this.#name(dirname(path), [[basename(path), this.#add({ kind: 'link', target })]])
    },
    rename: async (from, to) => {
      if (dirname(from) !== dirname(to)) throw new Error('a rename between folders takes two effects')
      const node = this.#need(from, 'itself')
      const replaced = this.#find(to, 'itself')
      const isFolder = (id: number | undefined) => id !== undefined && this.#nodes[id]?.kind === 'folder'
      if (isFolder(replaced) && !isFolder(node)) throw failure('EISDIR', to)
      this.#name(dirname(to), [
        [basename(to), node],
        [basename(from), undefined],
      ])
    },
    copyDirectory: async () => {
      throw new Error('no folder of this disk has to be copied')
    },
    utimes: async (path, now) => {
      const id = this.#need(path)
      this.#contents.set(id, { ...this.#contentOf(id), modified: now.getTime() })
    },
    remove: async (path) => {
      const id = this.#find(path, 'itself')
      if (id === undefined) return
      if (this.#nodes[id]?.kind === 'folder') {
        for (const name of [...this.#namesOf(id).keys()]) await this.fileSystem.remove(join(path, name))
      }
      this.#name(dirname(path), [[basename(path), undefined]])
    },
  }

  #do(effect: Effect): void {
    this.effects.push(effect)
    this.#apply(effect)
  }

  #apply(effect: Effect): void {
    if (effect.kind === 'content') this.#contents.set(effect.node, effect)
    if (effect.kind !== 'names') return
    const names = this.#names.get(effect.node) ?? new Map<string, number>()
    for (const [name, node] of effect.changes) {
      if (node === undefined) names.delete(name)
      else names.set(name, node)
    }
    this.#names.set(effect.node, names)
  }

  #add(node: Node): number {
    return this.#nodes.push(node) - 1
  }

  #name(folder: string, changes: [name: string, node: number | undefined][]): void {
    this.#do({ kind: 'names', node: this.#need(folder), changes })
  }

  #sync(node: number): void {
    this.#do({ kind: 'sync', node })
  }

  #write(path: string, content: Buffer): number {
    const node = this.#add({ kind: 'file' })
    this.#name(dirname(path), [[basename(path), node]])
    const modified = performance.timeOrigin + performance.now()
    if (content.length > 1)
      this.#do({ kind: 'content', node, content: content.subarray(0, content.length >> 1), modified })
    if (content.length > 0) this.#do({ kind: 'content', node, content, modified })
    return node
  }

  #makeFolder(path: string): void {
    if (this.#find(path) !== undefined) return
    this.#makeFolder(dirname(path))
    this.#name(dirname(path), [[basename(path), this.#add({ kind: 'folder' })]])
  }

  #find(path: string, link: 'itself' | 'followed' = 'followed'): number | undefined {
    const above = path === '/' ? undefined : this.#find(dirname(path))
    const id = path === '/' ? ROOT : above === undefined ? undefined : this.#namesOf(above, path).get(basename(path))
    const node = id === undefined ? undefined : this.#nodes[id]
    return node?.kind === 'link' && link === 'followed' ? this.#find(join(dirname(path), node.target)) : id
  }

  #need(path: string, link?: 'itself'): number {
    const id = this.#find(path, link)
    if (id === undefined) throw failure('ENOENT', path)
    return id
  }

  #namesOf(id: number, path = ''): ReadonlyMap<string, number> {
    if (this.#nodes[id]?.kind !== 'folder') throw failure('ENOTDIR', path)
    return this.#names.get(id) ?? new Map()
  }

  #contentOf(id: number, path = ''): { content: Buffer; modified: number } {
    if (this.#nodes[id]?.kind !== 'file') throw failure('EISDIR', path)
    return this.#contents.get(id) ?? { content: Buffer.alloc(0), modified: 0 }
  }
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
