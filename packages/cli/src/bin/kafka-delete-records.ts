/** The program `kafka-delete-records`. */
import { program } from '../command-line/program.js'
import { kafkaDeleteRecords } from '../tools/kafka-delete-records.js'

await program(kafkaDeleteRecords)
