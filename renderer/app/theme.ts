import { onScopeDispose, type Ref, ref, watchEffect } from 'vue'
import type { Settings } from '../../notebooks/host/index.ts'

export type Theme = 'light' | 'dark' | 'high-contrast'

/** Keeps the page's theme as the settings say, or as the system does where they leave it to that. */
export function useTheme(setting: Ref<Settings['theme']>): void {
  const prefersDark = useMedia('(prefers-color-scheme: dark)')
  const prefersContrast = useMedia('(prefers-contrast: more)')
  watchEffect(() => {
    const ofSystem = prefersContrast.value ? 'high-contrast' : prefersDark.value ? 'dark' : 'light'
    const theme = setting.value === 'system' ? ofSystem : setting.value
    document.documentElement.dataset.theme = theme
    shownTheme.value = theme
  })
}

const shownTheme = ref<Theme>('light')

/** The theme that the page is shown in. */
export const useShownTheme = (): Readonly<Ref<Theme>> => shownTheme

function useMedia(query: string): Ref<boolean> {
  const media = matchMedia(query)
  const matches = ref(media.matches)
  const follow = () => {
    matches.value = media.matches
  }
  media.addEventListener('change', follow)
  onScopeDispose(() => media.removeEventListener('change', follow))
  return matches
}
