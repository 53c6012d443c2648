/** The program `kafka-log-dirs`. */
import { program } from '../command-line/program.js'
import { kafkaLogDirs } from '../tools/kafka-log-dirs.js'

await program(kafkaLogDirs)
