/** The program `kafka-console-consumer`. */
import { program } from '../command-line/program.js'
import { kafkaConsoleConsumer } from '../tools/kafka-console-consumer.js'

await program(kafkaConsoleConsumer)
