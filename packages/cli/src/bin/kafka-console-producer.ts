/** The program `kafka-console-producer`. */
import { program } from '../command-line/program.js'
import { kafkaConsoleProducer } from '../tools/kafka-console-producer.js'

await program(kafkaConsoleProducer)
