/** The program `kafka-dump-log`. */
import { program } from '../command-line/program.js'
import { kafkaDumpLog } from '../tools/kafka-dump-log.js'

await program(kafkaDumpLog)
