/** The program `kafka-storage`. */
import { program } from '../command-line/program.js'
import { kafkaStorage } from '../tools/kafka-storage.js'

await program(kafkaStorage)
