/** The live editor, with what it would else fetch when it is first used: the server may be gone by then. */
export async function loadEditor() {
  const [editor] = await Promise.all([
    import('./LiveEditor.vue'),
    import('monaco-editor/languages/definitions/markdown/markdown'),
    import('monaco-editor/languages/definitions/typescript/typescript'),
    import('monaco-editor/languages/features/typescript/tsMode'),
  ])
  return editor
}
