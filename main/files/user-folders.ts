import envPaths from 'env-paths'

/** Where one user's own files are. */
export interface UserFolders {
  /** Settings, and what was opened last. */
  readonly config: string
  /** What is not saved yet. */
  readonly data: string
}

/** As the system wants them. `REPLILAB_HOME` names one folder for all instead. */
export function userFolders(environment: NodeJS.ProcessEnv): UserFolders {
  const home = environment.REPLILAB_HOME
  if (home) return { config: home, data: home }
  const { config, data } = envPaths('replilab', { suffix: '' })
  return { config, data }
}
