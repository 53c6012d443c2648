export type { Clock } from './clock.js'
export {
  type DirectoryEntry,
  type DirectoryLock,
  type Disk,
  DiskError,
  type DiskErrorKind,
  type DiskFile,
  type DiskSpace,
  type OpenMode,
} from './disk.js'
export type { Host } from './host.js'
export type { LogLevel, LogSink } from './log-sink.js'
export {
  type Connection,
  type ConnectOptions,
  type Listener,
  type ListenOptions,
  type Network,
  NetworkError,
  type NetworkErrorKind,
  type PeerInfo,
  type Receiver,
} from './network.js'
export type { Random } from './random.js'
export type { Timer, Timers } from './timers.js'
export {
  type Worker,
  WorkerError,
  type WorkerErrorKind,
  type WorkerJob,
  type WorkerOptions,
  type Workers,
} from './workers.js'
