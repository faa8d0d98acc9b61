declare module 'markdown-it-abbr' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
declare module 'markdown-it-deflist' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
declare module 'markdown-it-emoji' {
  export const light: import('markdown-it').PluginWithOptions<{ shortcuts: Record<string, string[]> }>
}
declare module 'markdown-it-footnote' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
declare module 'markdown-it-mark' {
  const plugin: import('markdown-it').PluginSimple
  export default plugin
}
