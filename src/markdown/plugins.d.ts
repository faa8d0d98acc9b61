declare module 'markdown-it-abbr' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
declare module 'markdown-it-deflist' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
declare module 'markdown-it-emoji/lib/data/full.mjs' {
  const characters: Readonly<Record<string, string>>
  export default characters
}
declare module 'markdown-it-footnote' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
declare module 'markdown-it-mark' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
