/** Why a window cannot be shown to whoever started the program, as the rest of a sentence; null when it can. */
export function whyNoWindow(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string | null {
  if (environment.CI) return 'this is a continuous integration'
  if (environment.SSH_CONNECTION && !environment.DISPLAY) return 'this is a remote login'
  const isWindowed = platform === 'win32' || platform === 'darwin' || environment.WSL_DISTRO_NAME
  const hasDisplay = environment.DISPLAY || environment.WAYLAND_DISPLAY
  return isWindowed || hasDisplay ? null : 'there is no display'
}
