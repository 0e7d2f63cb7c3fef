import type { Component } from 'vue'
import { TABLE_MIME_TYPE } from '../../engine/index.ts'
import type { MimeBundle } from '../../notebooks/document/index.ts'
import { latePart } from '../app/late-part.ts'
import FrameOutput from './FrameOutput.vue'
import ImageOutput from './ImageOutput.vue'
import JsonOutput from './JsonOutput.vue'
import MarkdownOutput from './MarkdownOutput.vue'
import {
  COMPARISON_MIME_TYPE,
  RUN_MIME_TYPE,
  TIMELINE_MIME_TYPE,
  VERDICT_MIME_TYPE,
} from './run/run-data.ts'
import TableOutput from './TableOutput.vue'
import TextOutput from './TextOutput.vue'

/** How content of a MIME type is shown. The component gets `content` and `mime`, and the whole `bundle` where it asks for it. */
interface Renderer {
  readonly matches: (mime: string) => boolean
  readonly component: Component
  readonly takesBundle?: true
}

const is =
  (...mimes: string[]) =>
  (mime: string) =>
    mimes.includes(mime)

/** Richest first: of what a bundle offers, the first that has a renderer is shown. */
const renderers: readonly Renderer[] = [
  {
    matches: is(RUN_MIME_TYPE, TIMELINE_MIME_TYPE, COMPARISON_MIME_TYPE),
    component: latePart(() => import('./run/RunOutput.vue')),
    takesBundle: true,
  },
  {
    matches: is(VERDICT_MIME_TYPE),
    component: latePart(() => import('./run/VerdictOutput.vue')),
    takesBundle: true,
  },
  {
    matches: (mime) => /^application\/vnd\.vegalite\.v[56]\+json$/.test(mime),
    component: latePart(() => import('./VegaOutput.vue')),
  },
  { matches: is(TABLE_MIME_TYPE), component: TableOutput },
  { matches: is('text/html', 'image/svg+xml'), component: FrameOutput },
  { matches: (mime) => /^image\/(png|jpeg|gif|webp|bmp)$/.test(mime), component: ImageOutput },
  { matches: is('text/markdown'), component: MarkdownOutput },
  {
    matches: is('text/latex'),
    component: latePart(() => import('./LatexOutput.vue')),
  },
  { matches: is('application/json'), component: JsonOutput },
  { matches: is('text/plain'), component: TextOutput },
]

export interface Chosen {
  readonly mime: string
  readonly content: unknown
  readonly component: Component
  /** For the component besides. */
  readonly props: { readonly bundle?: MimeBundle }
}

export function chooseRenderer(data: MimeBundle): Chosen | undefined {
  for (const { matches, component, takesBundle } of renderers) {
    const mime = Object.keys(data).find(matches)
    const props = takesBundle ? { bundle: data } : {}
    if (mime !== undefined) return { mime, content: data[mime], component, props }
  }
  return undefined
}
