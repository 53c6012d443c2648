import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { quiet } from '../testing/log-fixture.js'
import { DurableFile, readSmallText } from './durable-file.js'
import { LogDisk } from './log-disk.js'

const folder = mkdtempSync(join(tmpdir(), 'samsa-durable-'))

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a text given in whichever moment the one before it ends is on the device once its write resolves', async () => {
  const found: (string | undefined)[] = []
  for (let moments = 0; moments < 10; moments++) {
    const disk = new LogDisk(quiet.disk)
    const file = new DurableFile(disk, folder, `text-${moments}`)
    const syncDirectory = disk.syncDirectory.bind(disk)
    const second = new Promise<void>((resolve, reject) => {
      disk.syncDirectory = (path) => {
        disk.syncDirectory = syncDirectory
        const synced = syncDirectory(path)
        const giveSecond = async (): Promise<void> => {
          await synced
          for (let moment = 0; moment < moments; moment++) await undefined
          await file.write('second')
        }
        giveSecond().then(resolve, reject)
        return synced
      }
    })
    await file.write('first')
    await second
    found.push(readSmallText(quiet.disk, file.path))
  }
  expect(found).toEqual(found.map(() => 'second'))
})
