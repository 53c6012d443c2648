/** The program `kafka-consumer-groups`. */
import { program } from '../command-line/program.js'
import { kafkaConsumerGroups } from '../tools/kafka-consumer-groups.js'

await program(kafkaConsumerGroups)
