/**
 * Log lines to standard error: one line an entry, as text for people (`time LEVEL message key=value`) or as JSON
 * for collectors. Written by hand because a logging library costs more start-up time than a broker has to spend
 * (measured: loading pino 10 takes 16-20 ms of a 50 ms start). Refuses to throw: a closed standard error loses lines.
 */
import { writeSync } from 'node:fs'
import type { LogLevel, LogSink } from '../log-sink.js'

export interface NodeLogSinkOptions {
  /** Lines below this level are dropped. Default 'info'. */
  readonly level?: LogLevel
  /** Default 'text'. */
  readonly format?: 'text' | 'json'
  /** Where lines go; each ends with a line feed. Default: standard error. */
  readonly write?: (line: string) => void
}

const severity: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

/** A LogSink that writes lines; see NodeLogSinkOptions. */
export function nodeLogSink(options: NodeLogSinkOptions = {}): LogSink {
  const least = severity[options.level ?? 'info']
  const write = options.write ?? toStandardError
  const line = options.format === 'json' ? jsonLine : textLine
  return {
    write(level, message, facts) {
      if (severity[level] >= least) write(line(new Date(), level, message, facts))
    },
  }
}

function toStandardError(line: string): void {
  try {
    writeSync(2, line)
  } catch {
    // Standard error is closed or its pipe is full: nobody could be told.
  }
}

type Facts = Readonly<Record<string, unknown>> | undefined

function jsonLine(time: Date, level: LogLevel, message: string, facts: Facts): string {
  const plain: Record<string, unknown> = { time: time.toISOString(), level, message }
  for (const [key, value] of Object.entries(facts ?? {}))
    plain[key] = value instanceof Error ? value.stack : value
  return `${JSON.stringify(plain, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n`
}

function textLine(time: Date, level: LogLevel, message: string, facts: Facts): string {
  let line = `${time.toISOString()} ${level.toUpperCase().padEnd(5)} ${message}`
  for (const [key, value] of Object.entries(facts ?? {})) line += ` ${key}=${textValue(value)}`
  return `${line}\n`
}

function textValue(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message
  if (typeof value === 'string') return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return String(value)
}
