/** The program `kafka-get-offsets`. */
import { program } from '../command-line/program.js'
import { kafkaGetOffsets } from '../tools/kafka-get-offsets.js'

await program(kafkaGetOffsets)
