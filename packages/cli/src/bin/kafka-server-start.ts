/** The program `kafka-server-start`. */
import { program } from '../command-line/program.js'
import { kafkaServerStart } from '../tools/kafka-server-start.js'

await program(kafkaServerStart)
