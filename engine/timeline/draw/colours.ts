/**
 * The colours of a timeline by what they mean, in a light and a dark picture. Hues are Okabe and Ito's ("Color Universal Design", 2008), darkened or lightened so that signs
 * keep a contrast of 3 to 1 and texts one of 4.5 to 1 on their ground. A page has tokens of the same names and values for its own themes.
 */
export const COLOURS = {
  surface: { light: '#ffffff', dark: '#1d1d1b' },
  surfaceSunken: { light: '#f4f4f2', dark: '#232321' },
  border: { light: '#e2e2de', dark: '#343431' },
  grid: { light: '#ececea', dark: '#2b2b29' },
  borderStrong: { light: '#8a8a84', dark: '#85857e' },
  text: { light: '#1c1c1a', dark: '#ecece8' },
  textQuiet: { light: '#5c5c57', dark: '#a9a9a2' },
  accent: { light: '#0b62a3', dark: '#6fb7ea' },

  leader: { light: '#0072b2', dark: '#56b4e9' },
  onLeader: { light: '#ffffff', dark: '#0c1a24' },
  follower: { light: '#cfe6f4', dark: '#1f4259' },
  followerEdge: { light: '#4b8cb5', dark: '#5f9dc4' },
  candidate: { light: '#f5c557', dark: '#6b4e0c' },
  candidateEdge: { light: '#8a5a00', dark: '#e9b44c' },
  controller: { light: '#ecece9', dark: '#383835' },
  down: { light: '#b3430a', dark: '#f08a4e' },
  paused: { light: '#5c5c57', dark: '#a9a9a2' },
  recovering: { light: '#00704f', dark: '#3fc39a' },
  cutOff: { light: '#7a4a86', dark: '#d59ac4' },

  ok: { light: '#00704f', dark: '#3fc39a' },
  failed: { light: '#b3430a', dark: '#f08a4e' },
  unknown: { light: '#7a4a86', dark: '#d59ac4' },
  open: { light: '#76766f', dark: '#8e8e87' },
  stale: { light: '#8a5a00', dark: '#e9b44c' },
  staleFill: { light: '#f0ad1e', dark: '#7a5a14' },
  lost: { light: '#1c1c1a', dark: '#ffffff' },
  conflicting: { light: '#6b6400', dark: '#f0e442' },
  conflictingFill: { light: '#f0e442', dark: '#5e590f' },

  message: { light: '#7d8b96', dark: '#6f7f8b' },
  messageLost: { light: '#b3430a', dark: '#f08a4e' },
  fault: { light: '#b3430a', dark: '#f08a4e' },
} as const satisfies Record<string, { readonly light: string; readonly dark: string }>

export type Colour = keyof typeof COLOURS

export const COLOUR_NAMES = Object.keys(COLOURS) as readonly Colour[]

/** A colour's name as stylesheets write it: `staleFill` is `stale-fill`. */
export const kebabOf = (name: Colour): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
