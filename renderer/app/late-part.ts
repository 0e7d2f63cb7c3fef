import { type Component, defineAsyncComponent } from 'vue'
import { useHostStore } from '../stores/host.ts'
import ComingPart from './ComingPart.vue'
import MissingPart from './MissingPart.vue'
import { askForStylesAgain } from './missed-styles.ts'
import { askAgainMillis } from './until-loaded.ts'

/** How often it asks for a part that a server which answers does not give. */
const mostTries = 5

/** How long a part may take until something stands in its place. */
const delayMillis = 1_000

/** A part of the page that is fetched when it is first shown. While the server does not answer it is asked for again and again, which is said in its place. */
export function latePart(load: () => Promise<{ default: Component }>): Component {
  return defineAsyncComponent({
    loader: load,
    loadingComponent: ComingPart,
    errorComponent: MissingPart,
    delay: delayMillis,
    onError: (_problem, retry, fail, tries) => {
      const isGone = useHostStore().connection !== 'connected'
      if (!isGone && tries >= mostTries) return fail()
      setTimeout(() => {
        askForStylesAgain()
        retry()
      }, askAgainMillis)
    },
  })
}
