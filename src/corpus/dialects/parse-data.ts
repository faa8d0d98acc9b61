import { CORE_SCHEMA, load, mergeTag } from 'js-yaml'
import { parse as parseToml } from 'smol-toml'

/** Configurations share values; a document with more aliases than this is not one. */
const MAX_ALIASES = 100

const YAML_OPTIONS = { schema: CORE_SCHEMA.withTags(mergeTag), maxAliases: MAX_ALIASES, maxDepth: 40, json: true }

/**
 * Parses a YAML, TOML or JSON text by the name of its file. Nothing in it is evaluated.
 *
 * @throws Error if the text is not valid
 */
export function parseData(name: string, text: string): unknown {
  if (/\.toml$/i.test(name)) return parseToml(text)
  if (/\.json$/i.test(name)) return JSON.parse(text)
  return /\S/.test(text) ? load(text, YAML_OPTIONS) : {}
}
