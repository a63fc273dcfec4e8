/** `data/running.json`: who serves this data folder now, for the next start and for the commands. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { join } from 'node:path'
import { isAlive } from '../platform/database/cluster.ts'

export interface Running {
  readonly pid: number
  readonly address: string
  /** Where it answers on this machine. */
  readonly probe?: string
}
const file = (data: string) => join(data, 'running.json')

export const noteRunning = (data: string, running: Running): Promise<void> => writeFile(file(data), `${JSON.stringify(running)}\n`)
export const forgetRunning = (data: string): Promise<void> => rm(file(data), { force: true })

/** The server of this folder, if it answers as ours; a note left by a killed one does not count. */
export async function findServer(data: string): Promise<Running | null> {
  let noted: Running
  try {
    noted = JSON.parse(await readFile(file(data), 'utf8')) as Running
  } catch {
    return null // no note, or half a note: nobody to name
  }
  if (!isAlive(noted.pid)) return null
  return (await isAnswering(noted.probe ?? noted.address)) ? noted : null
}

/** Whether something speaks there; the certificate is our own, on our own machine, and nothing is told to it. */
function isAnswering(address: string): Promise<boolean> {
  return new Promise((done) => {
    const options = { timeout: 2000, rejectUnauthorized: false }
    const asked = (address.startsWith('https:') ? https : http).get(`${address}/healthz`, options, (answer) => {
      answer.resume()
      done(true)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => done(false))
  })
}
