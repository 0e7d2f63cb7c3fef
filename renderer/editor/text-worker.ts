import 'monaco-editor/editor/editor.worker'

/** See `startEditorWorker`. */
self.postMessage('running')
