/** The program `kafka-consumer-perf-test`. */
import { program } from '../command-line/program.js'
import { kafkaConsumerPerfTest } from '../tools/kafka-consumer-perf-test.js'

await program(kafkaConsumerPerfTest)
