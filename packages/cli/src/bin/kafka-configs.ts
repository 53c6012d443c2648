/** The program `kafka-configs`. */
import { program } from '../command-line/program.js'
import { kafkaConfigs } from '../tools/kafka-configs.js'

await program(kafkaConfigs)
