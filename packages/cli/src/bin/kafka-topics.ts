/** The program `kafka-topics`. */
import { program } from '../command-line/program.js'
import { kafkaTopics } from '../tools/kafka-topics.js'

await program(kafkaTopics)
