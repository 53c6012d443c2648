/** The program `kafka-server-stop`. */
import { program } from '../command-line/program.js'
import { kafkaServerStop } from '../tools/kafka-server-stop.js'

await program(kafkaServerStop)
