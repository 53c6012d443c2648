/** The program `kafka-broker-api-versions`. */
import { program } from '../command-line/program.js'
import { kafkaBrokerApiVersions } from '../tools/kafka-broker-api-versions.js'

await program(kafkaBrokerApiVersions)
