/** The program `kafka-producer-perf-test`. */
import { program } from '../command-line/program.js'
import { kafkaProducerPerfTest } from '../tools/kafka-producer-perf-test.js'

await program(kafkaProducerPerfTest)
