/** Ends with 0 while the server of this data folder answers; for a container's health check, whatever the TLS before it. */
import { readConfig } from '../platform/config.ts'
import { projectRoot } from '../platform/database/migrate.ts'
import { findServer } from './running.ts'

const { data } = readConfig(process.argv.slice(2), process.env, projectRoot)
process.exitCode = (await findServer(data)) ? 0 : 1
