import createPurifier, { type Config, type WindowLike } from 'dompurify'
import MarkdownIt from 'markdown-it'
import { type Attachments, attachedImage } from './attachments.ts'
import { headingAnchors } from './heading-anchors.ts'
import { taskLists } from './task-lists.ts'

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false })
  .use(taskLists)
  .use(headingAnchors)

/** From now on formulas are drawn; before, their text stands as it was written. */
export const drawFormulas = (plugin: MarkdownPlugin): unknown => markdown.use(plugin, formulaLimits)

export type MarkdownPlugin = Parameters<typeof markdown.use>[0]

const formulaLimits = { throwOnError: false, strict: false, trust: false, maxExpand: 1000 }

const drawImage = markdown.renderer.rules.image!
markdown.renderer.rules.image = (tokens, at, options, environment, self) => {
  const { attachments = {} } = environment as { attachments?: Attachments }
  const source = attachedImage(String(tokens[at].attrGet('src') ?? ''), attachments)
  if (source !== undefined) tokens[at].attrSet('src', source)
  return drawImage(tokens, at, options, environment, self)
}

const policy: Config = {
  // SVG for the roots and braces of formulas.
  USE_PROFILES: { html: true, mathMl: true, svg: true },
  FORBID_TAGS: [
    'style',
    'form',
    'input',
    'button',
    'select',
    'textarea',
    'iframe',
    'video',
    'audio',
    'picture',
    'source',
    'dialog',
    'image',
    'feimage',
    'use',
    'foreignobject',
  ],
  FORBID_ATTR: ['srcset', 'background', 'poster', 'ping', 'target', 'popover', 'autofocus'],
  // All attributes are held to it, so that it must let pass what is no address of a scheme.
  ALLOWED_URI_REGEXP:
    /^(?:https?:|mailto:|data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  SANITIZE_NAMED_PROPS: true,
}

/** Of what a text says about its own look, formulas need what places their signs; nothing may load or cover the page. */
const formulaProperties =
  /^(?:height|width|top|left|vertical-align|margin-(?:left|right|top)|padding-left|min-width|border-(?:bottom|top|right)-width|border-style|color)$/

export type MarkdownRenderer = (source: string, attachments?: Attachments) => string

/**
 * Renders Markdown to HTML that can run nothing and load nothing: what a notebook's text may hold is for its author to say, what it may do is not.
 * @param window of the page that the HTML is for
 */
export function createMarkdownRenderer(window: WindowLike): MarkdownRenderer {
  const purifier = createPurifier(window)
  purifier.addHook('afterSanitizeAttributes', (element) => {
    keepOwnImage(element)
    keepFormulaStyle(element)
  })
  return (source, attachments = {}) =>
    purifier.sanitize(markdown.render(source, { attachments }), policy)
}

/** An image that would come from elsewhere is a tell-tale: its description stands for it. */
function keepOwnImage(element: Element): void {
  if (element.tagName !== 'IMG' || /^data:/i.test(element.getAttribute('src') ?? '')) return
  element.removeAttribute('src')
  element.setAttribute('title', 'Images from elsewhere are not loaded.')
}

function keepFormulaStyle(element: Element): void {
  const style = element.getAttribute('style')
  if (style === null) return
  const kept = style
    .split(';')
    .filter((declaration) => formulaProperties.test(declaration.split(':')[0].trim()))
    .filter((declaration) => !/[(\\@]/.test(declaration))
  if (element.closest('.katex') === null || kept.length === 0) element.removeAttribute('style')
  else element.setAttribute('style', kept.join(';'))
}
