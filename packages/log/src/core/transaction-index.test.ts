import { viewOf } from '@samsa/record/bytes'
import { describe, expect, test } from 'vitest'
import {
  ABORTED_TRANSACTION_BYTES,
  type AbortedTransaction,
  readAbortedTransactions,
  transactionIndexProblem,
  writeAbortedTransaction,
} from './transaction-index.js'

function bytesOf(entries: readonly AbortedTransaction[]): Uint8Array {
  const bytes = new Uint8Array(entries.length * ABORTED_TRANSACTION_BYTES)
  entries.forEach((entry, index) => {
    writeAbortedTransaction(viewOf(bytes), index * ABORTED_TRANSACTION_BYTES, entry)
  })
  return bytes
}

const first = { producerId: 4, firstOffset: 37, lastOffset: 54, lastStableOffset: 44 }
const second = { producerId: 2 ** 53 - 1, firstOffset: 61, lastOffset: 78, lastStableOffset: 79 }

describe('entries', () => {
  test('are read as they were written, a rest of one left out', () => {
    const bytes = bytesOf([first, second])
    expect(readAbortedTransactions(bytes)).toEqual([first, second])
    expect(readAbortedTransactions(bytes.subarray(0, 67))).toEqual([first])
    expect(readAbortedTransactions(new Uint8Array(0))).toEqual([])
  })

  test('have the bytes that Kafka gives them', () => {
    const hex = '0000 0000000000000004 0000000000000025 0000000000000036 000000000000002c'.replaceAll(' ', '')
    expect(Buffer.from(bytesOf([first])).toString('hex')).toBe(hex)
  })

  test('of another version are refused', () => {
    const bytes = bytesOf([first])
    bytes[1] = 1
    expect(() => readAbortedTransactions(bytes)).toThrow(/version 1/)
    expect(transactionIndexProblem(bytes, 0, 100)).toMatch(/version 1/)
  })
})

describe('an index is taken for damaged', () => {
  test.each([
    ['never when it is empty', new Uint8Array(0), 40, 40, ''],
    ['not when its entries end in the segment, in order', bytesOf([first, second]), 44, 2 ** 54, ''],
    ['when an entry is cut short', bytesOf([first, second]).subarray(0, 67), 44, 100, '33 bytes'],
    ['when an entry ends before the segment', bytesOf([first, second]), 55, 100, 'ends at 54'],
    ['when an entry ends behind the segment', bytesOf([first]), 44, 54, 'ends at 54, the segment below 54'],
    ['when entries are out of order', bytesOf([second, first]), 44, 100, 'ends at 54, not above 78'],
  ])('%s', (_, bytes, baseOffset, endOffset, problem) => {
    if (problem === '') expect(transactionIndexProblem(bytes, baseOffset, endOffset)).toBe('')
    else expect(transactionIndexProblem(bytes, baseOffset, endOffset)).toContain(problem)
  })
})
