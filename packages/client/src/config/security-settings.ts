/**
 * Settings for TLS and SASL. Their names are known so that files which hold them are read without a warning;
 * a client that is asked for anything but `security.protocol=PLAINTEXT` refuses to start (see client-config).
 */
import { boolean, className, double, int, int64, list, password, short, string } from '@samsa/config/setting'

const LATER = 'Read and checked; only security.protocol=PLAINTEXT is served by this client.'

/** Rows common to producer, consumer and admin. */
export function securitySettings() {
  return { ...protocolRows(), ...tlsRows(), ...saslRows(), ...oauthRows() }
}

function protocolRows() {
  return {
    'security.protocol': string({
      default: 'PLAINTEXT',
      oneOf: ['SASL_SSL', 'PLAINTEXT', 'SSL', 'SASL_PLAINTEXT'],
      ignoreCase: true,
      doc: 'How brokers are spoken to. Only PLAINTEXT is served so far; the others are refused by name.',
    }),
  }
}

function tlsRows() {
  return {
    'ssl.protocol': string({ default: 'TLSv1.3', doc: LATER }),
    'ssl.provider': string({ default: null, doc: LATER }),
    'ssl.cipher.suites': list({ default: [], doc: LATER }),
    'ssl.enabled.protocols': list({ default: ['TLSv1.2', 'TLSv1.3'], doc: LATER }),
    'ssl.keystore.type': string({ default: 'JKS', doc: LATER }),
    'ssl.keystore.location': string({ default: null, doc: LATER }),
    'ssl.keystore.password': password({ doc: LATER }),
    'ssl.key.password': password({ doc: LATER }),
    'ssl.keystore.key': password({ doc: LATER }),
    'ssl.keystore.certificate.chain': password({ doc: LATER }),
    'ssl.truststore.certificates': password({ doc: LATER }),
    'ssl.truststore.type': string({ default: 'JKS', doc: LATER }),
    'ssl.truststore.location': string({ default: null, doc: LATER }),
    'ssl.truststore.password': password({ doc: LATER }),
    'ssl.keymanager.algorithm': string({ default: 'SunX509', doc: LATER }),
    'ssl.trustmanager.algorithm': string({ default: 'PKIX', doc: LATER }),
    'ssl.endpoint.identification.algorithm': string({ default: 'https', doc: LATER }),
    'ssl.secure.random.implementation': string({ default: null, doc: LATER }),
    'ssl.engine.factory.class': className({ default: null, doc: LATER }),
  }
}

function saslRows() {
  return {
    'sasl.kerberos.service.name': string({ default: null, doc: LATER }),
    'sasl.kerberos.kinit.cmd': string({ default: '/usr/bin/kinit', doc: LATER }),
    'sasl.kerberos.ticket.renew.window.factor': double({ default: 0.8, doc: LATER }),
    'sasl.kerberos.ticket.renew.jitter': double({ default: 0.05, doc: LATER }),
    'sasl.kerberos.min.time.before.relogin': int64({ default: 60000, doc: LATER }),
    'sasl.login.refresh.window.factor': double({ default: 0.8, atLeast: 0.5, atMost: 1, doc: LATER }),
    'sasl.login.refresh.window.jitter': double({ default: 0.05, atLeast: 0, atMost: 0.25, doc: LATER }),
    'sasl.login.refresh.min.period.seconds': short({ default: 60, atLeast: 0, atMost: 900, doc: LATER }),
    'sasl.login.refresh.buffer.seconds': short({ default: 300, atLeast: 0, atMost: 3600, doc: LATER }),
    'sasl.mechanism': string({ default: 'GSSAPI', doc: LATER }),
    'sasl.jaas.config': password({ doc: LATER }),
    'sasl.client.callback.handler.class': className({ default: null, doc: LATER }),
    'sasl.login.callback.handler.class': className({ default: null, doc: LATER }),
    'sasl.login.class': className({ default: null, doc: LATER }),
    'sasl.login.connect.timeout.ms': int({ default: null, doc: LATER }),
    'sasl.login.read.timeout.ms': int({ default: null, doc: LATER }),
    'sasl.login.retry.backoff.max.ms': int64({ default: 10000, doc: LATER }),
    'sasl.login.retry.backoff.ms': int64({ default: 100, doc: LATER }),
  }
}

function oauthRows() {
  return {
    'sasl.oauthbearer.jwt.retriever.class': className({
      default: 'org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever',
      doc: LATER,
    }),
    'sasl.oauthbearer.jwt.validator.class': className({
      default: 'org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator',
      doc: LATER,
    }),
    'sasl.oauthbearer.scope': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.client.credentials.client.id': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.client.credentials.client.secret': password({ doc: LATER }),
    'sasl.oauthbearer.assertion.algorithm': string({ default: 'RS256', doc: LATER }),
    'sasl.oauthbearer.assertion.claim.aud': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.assertion.claim.exp.seconds': int({
      default: 300,
      atLeast: 0,
      atMost: 86400,
      doc: LATER,
    }),
    'sasl.oauthbearer.assertion.claim.iss': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.assertion.claim.jti.include': boolean({ default: false, doc: LATER }),
    'sasl.oauthbearer.assertion.claim.nbf.seconds': int({
      default: 60,
      atLeast: 0,
      atMost: 3600,
      doc: LATER,
    }),
    'sasl.oauthbearer.assertion.claim.sub': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.assertion.file': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.assertion.private.key.file': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.assertion.private.key.passphrase': password({ doc: LATER }),
    'sasl.oauthbearer.assertion.template.file': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.scope.claim.name': string({ default: 'scope', doc: LATER }),
    'sasl.oauthbearer.sub.claim.name': string({ default: 'sub', doc: LATER }),
    'sasl.oauthbearer.token.endpoint.url': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.jwks.endpoint.url': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.jwks.endpoint.refresh.ms': int64({ default: 3600000, doc: LATER }),
    'sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms': int64({ default: 10000, doc: LATER }),
    'sasl.oauthbearer.jwks.endpoint.retry.backoff.ms': int64({ default: 100, doc: LATER }),
    'sasl.oauthbearer.clock.skew.seconds': int({ default: 30, doc: LATER }),
    'sasl.oauthbearer.expected.audience': list({ default: [], doc: LATER }),
    'sasl.oauthbearer.expected.issuer': string({ default: null, doc: LATER }),
    'sasl.oauthbearer.header.urlencode': boolean({ default: false, doc: LATER }),
  }
}
