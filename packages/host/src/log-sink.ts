/** Where log lines go. Structured: a message that never varies, and facts beside it. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LogSink {
  write(level: LogLevel, message: string, facts?: Readonly<Record<string, unknown>>): void
}
