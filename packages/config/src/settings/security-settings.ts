/**
 * TLS, SASL, tokens and authorization: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, className, double, int, int64, list, password, short, string } from '../setting.js'

export const securitySettings = {
  'authorizer.class.name': string({
    default: '',
    importance: 'low',
    doc: 'The authorizer; empty allows everything.',
  }),
  'delegation.token.expiry.check.interval.ms': int64({
    default: 3600000,
    atLeast: 1,
    importance: 'low',
    doc: 'How often expired delegation tokens are removed.',
  }),
  'delegation.token.expiry.time.ms': int64({
    default: 86400000,
    atLeast: 1,
    doc: 'How long a delegation token holds before it must be renewed.',
  }),
  'delegation.token.master.key': password({ doc: 'The older name of delegation.token.secret.key.' }),
  'delegation.token.max.lifetime.ms': int64({
    default: 604800000,
    atLeast: 1,
    doc: 'Longest life of a delegation token.',
  }),
  'delegation.token.secret.key': password({ doc: 'Key that delegation tokens are signed with.' }),
  'password.encoder.cipher.algorithm': string({
    default: 'AES/CBC/PKCS5Padding',
    importance: 'low',
    doc: 'Encryption of passwords kept in ZooKeeper: cipher algorithm.',
  }),
  'password.encoder.iterations': int({
    default: 4096,
    atLeast: 1024,
    importance: 'low',
    doc: 'Encryption of passwords kept in ZooKeeper: iterations.',
  }),
  'password.encoder.key.length': int({
    default: 128,
    atLeast: 8,
    importance: 'low',
    doc: 'Encryption of passwords kept in ZooKeeper: key length.',
  }),
  'password.encoder.keyfactory.algorithm': string({
    default: null,
    importance: 'low',
    doc: 'Encryption of passwords kept in ZooKeeper: keyfactory algorithm.',
  }),
  'password.encoder.old.secret': password({ doc: 'Encryption of passwords kept in ZooKeeper: old secret.' }),
  'password.encoder.secret': password({ doc: 'Encryption of passwords kept in ZooKeeper: secret.' }),
  'principal.builder.class': className({
    default: 'org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder',
    update: 'per-broker',
    doc: 'Java class that names the principal of a connection. Samsa loads no Java.',
  }),
  'sasl.client.callback.handler.class': className({
    default: null,
    doc: 'SASL: client callback handler class.',
  }),
  'sasl.enabled.mechanisms': list({
    default: ['GSSAPI'],
    update: 'per-broker',
    doc: 'SASL mechanisms that clients may use.',
  }),
  'sasl.jaas.config': password({ update: 'per-broker', doc: 'Login in JAAS form.' }),
  'sasl.kerberos.kinit.cmd': string({
    default: '/usr/bin/kinit',
    update: 'per-broker',
    doc: 'Kerberos login: kinit cmd.',
  }),
  'sasl.kerberos.min.time.before.relogin': int64({
    default: 60000,
    update: 'per-broker',
    doc: 'Kerberos login: min time before relogin.',
  }),
  'sasl.kerberos.principal.to.local.rules': list({
    default: ['DEFAULT'],
    update: 'per-broker',
    doc: 'Kerberos login: principal to local rules.',
  }),
  'sasl.kerberos.service.name': string({
    default: null,
    update: 'per-broker',
    doc: 'Kerberos login: service name.',
  }),
  'sasl.kerberos.ticket.renew.jitter': double({
    default: 0.05,
    update: 'per-broker',
    doc: 'Kerberos login: ticket renew jitter.',
  }),
  'sasl.kerberos.ticket.renew.window.factor': double({
    default: 0.8,
    update: 'per-broker',
    doc: 'Kerberos login: ticket renew window factor.',
  }),
  'sasl.login.callback.handler.class': className({
    default: null,
    doc: 'SASL: login callback handler class.',
  }),
  'sasl.login.class': className({ default: null, doc: 'SASL: login class.' }),
  'sasl.login.connect.timeout.ms': int({
    default: null,
    importance: 'low',
    doc: 'SASL: login connect timeout ms.',
  }),
  'sasl.login.read.timeout.ms': int({
    default: null,
    importance: 'low',
    doc: 'SASL: login read timeout ms.',
  }),
  'sasl.login.refresh.buffer.seconds': short({
    default: 300,
    update: 'per-broker',
    doc: 'SASL: login refresh buffer seconds.',
  }),
  'sasl.login.refresh.min.period.seconds': short({
    default: 60,
    update: 'per-broker',
    doc: 'SASL: login refresh min period seconds.',
  }),
  'sasl.login.refresh.window.factor': double({
    default: 0.8,
    update: 'per-broker',
    doc: 'SASL: login refresh window factor.',
  }),
  'sasl.login.refresh.window.jitter': double({
    default: 0.05,
    update: 'per-broker',
    doc: 'SASL: login refresh window jitter.',
  }),
  'sasl.login.retry.backoff.max.ms': int64({
    default: 10000,
    importance: 'low',
    doc: 'SASL: login retry backoff max ms.',
  }),
  'sasl.login.retry.backoff.ms': int64({
    default: 100,
    importance: 'low',
    doc: 'SASL: login retry backoff ms.',
  }),
  'sasl.mechanism.controller.protocol': string({
    default: 'GSSAPI',
    importance: 'high',
    doc: 'SASL: mechanism controller protocol.',
  }),
  'sasl.mechanism.inter.broker.protocol': string({
    default: 'GSSAPI',
    update: 'per-broker',
    doc: 'SASL mechanism among brokers.',
  }),
  'sasl.oauthbearer.assertion.algorithm': string({
    default: 'RS256',
    oneOf: ['ES256', 'RS256'],
    ignoreCase: true,
    doc: 'OAuth bearer tokens: assertion algorithm.',
  }),
  'sasl.oauthbearer.assertion.claim.aud': string({
    default: null,
    doc: 'OAuth bearer tokens: assertion claim aud.',
  }),
  'sasl.oauthbearer.assertion.claim.exp.seconds': int({
    default: 300,
    atLeast: 0,
    atMost: 86400,
    importance: 'low',
    doc: 'OAuth bearer tokens: assertion claim exp seconds.',
  }),
  'sasl.oauthbearer.assertion.claim.iss': string({
    default: null,
    doc: 'OAuth bearer tokens: assertion claim iss.',
  }),
  'sasl.oauthbearer.assertion.claim.jti.include': boolean({
    default: false,
    doc: 'OAuth bearer tokens: assertion claim jti include.',
  }),
  'sasl.oauthbearer.assertion.claim.nbf.seconds': int({
    default: 60,
    atLeast: 0,
    atMost: 3600,
    importance: 'low',
    doc: 'OAuth bearer tokens: assertion claim nbf seconds.',
  }),
  'sasl.oauthbearer.assertion.claim.sub': string({
    default: null,
    doc: 'OAuth bearer tokens: assertion claim sub.',
  }),
  'sasl.oauthbearer.assertion.file': string({ default: null, doc: 'OAuth bearer tokens: assertion file.' }),
  'sasl.oauthbearer.assertion.private.key.file': string({
    default: null,
    doc: 'OAuth bearer tokens: assertion private key file.',
  }),
  'sasl.oauthbearer.assertion.private.key.passphrase': password({
    doc: 'OAuth bearer tokens: assertion private key passphrase.',
  }),
  'sasl.oauthbearer.assertion.template.file': string({
    default: null,
    doc: 'OAuth bearer tokens: assertion template file.',
  }),
  'sasl.oauthbearer.client.credentials.client.id': string({
    default: null,
    doc: 'OAuth bearer tokens: client credentials client id.',
  }),
  'sasl.oauthbearer.client.credentials.client.secret': password({
    doc: 'OAuth bearer tokens: client credentials client secret.',
  }),
  'sasl.oauthbearer.clock.skew.seconds': int({
    default: 30,
    importance: 'low',
    doc: 'OAuth bearer tokens: clock skew seconds.',
  }),
  'sasl.oauthbearer.expected.audience': list({
    default: [],
    importance: 'high',
    doc: 'OAuth bearer tokens: expected audience.',
  }),
  'sasl.oauthbearer.expected.issuer': string({
    default: null,
    importance: 'high',
    doc: 'OAuth bearer tokens: expected issuer.',
  }),
  'sasl.oauthbearer.jwks.endpoint.refresh.ms': int64({
    default: 3600000,
    importance: 'low',
    doc: 'OAuth bearer tokens: jwks endpoint refresh ms.',
  }),
  'sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms': int64({
    default: 10000,
    importance: 'low',
    doc: 'OAuth bearer tokens: jwks endpoint retry backoff max ms.',
  }),
  'sasl.oauthbearer.jwks.endpoint.retry.backoff.ms': int64({
    default: 100,
    importance: 'low',
    doc: 'OAuth bearer tokens: jwks endpoint retry backoff ms.',
  }),
  'sasl.oauthbearer.jwks.endpoint.url': string({
    default: null,
    doc: 'OAuth bearer tokens: jwks endpoint url.',
  }),
  'sasl.oauthbearer.jwt.retriever.class': className({
    default: 'org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever',
    doc: 'OAuth bearer tokens: jwt retriever class.',
  }),
  'sasl.oauthbearer.jwt.validator.class': className({
    default: 'org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator',
    doc: 'OAuth bearer tokens: jwt validator class.',
  }),
  'sasl.oauthbearer.scope': string({ default: null, doc: 'OAuth bearer tokens: scope.' }),
  'sasl.oauthbearer.scope.claim.name': string({
    default: 'scope',
    importance: 'low',
    doc: 'OAuth bearer tokens: scope claim name.',
  }),
  'sasl.oauthbearer.sub.claim.name': string({
    default: 'sub',
    importance: 'low',
    doc: 'OAuth bearer tokens: sub claim name.',
  }),
  'sasl.oauthbearer.token.endpoint.url': string({
    default: null,
    doc: 'OAuth bearer tokens: token endpoint url.',
  }),
  'sasl.server.callback.handler.class': className({
    default: null,
    doc: 'SASL: server callback handler class.',
  }),
  'sasl.server.max.receive.size': int({ default: 524288, doc: 'Largest SASL message from a client.' }),
  'security.inter.broker.protocol': string({
    default: 'PLAINTEXT',
    oneOf: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
    doc: 'Security protocol among brokers, when no inter-broker listener is named.',
  }),
  'security.providers': string({
    default: null,
    importance: 'low',
    doc: 'Java security providers. Samsa loads no Java.',
  }),
  'ssl.allow.dn.changes': boolean({ default: false, importance: 'low', doc: 'TLS: allow dn changes.' }),
  'ssl.allow.san.changes': boolean({ default: false, importance: 'low', doc: 'TLS: allow san changes.' }),
  'ssl.cipher.suites': list({
    default: [],
    update: 'per-broker',
    doc: "Cipher suites that are offered; empty: the runtime's own.",
  }),
  'ssl.client.auth': string({
    default: 'none',
    oneOf: ['required', 'requested', 'none'],
    update: 'per-broker',
    doc: 'Whether clients must show a certificate: required, requested or none.',
  }),
  'ssl.enabled.protocols': list({
    default: ['TLSv1.2', 'TLSv1.3'],
    update: 'per-broker',
    doc: 'TLS versions that are offered.',
  }),
  'ssl.endpoint.identification.algorithm': string({
    default: 'https',
    update: 'per-broker',
    importance: 'low',
    doc: 'TLS: endpoint identification algorithm.',
  }),
  'ssl.engine.factory.class': className({
    default: null,
    update: 'per-broker',
    importance: 'low',
    doc: 'TLS: engine factory class.',
  }),
  'ssl.key.password': password({ update: 'per-broker', doc: 'TLS: key password.' }),
  'ssl.keymanager.algorithm': string({
    default: 'SunX509',
    update: 'per-broker',
    doc: 'TLS: keymanager algorithm.',
  }),
  'ssl.keystore.certificate.chain': password({
    update: 'per-broker',
    doc: 'TLS: keystore certificate chain.',
  }),
  'ssl.keystore.key': password({ update: 'per-broker', doc: 'TLS: keystore key.' }),
  'ssl.keystore.location': string({
    default: null,
    update: 'per-broker',
    doc: "Key store with the broker's certificate.",
  }),
  'ssl.keystore.password': password({ update: 'per-broker', doc: 'TLS: keystore password.' }),
  'ssl.keystore.type': string({ default: 'JKS', update: 'per-broker', doc: 'JKS, PKCS12 or PEM.' }),
  'ssl.principal.mapping.rules': string({
    default: 'DEFAULT',
    importance: 'low',
    doc: 'TLS: principal mapping rules.',
  }),
  'ssl.protocol': string({ default: 'TLSv1.3', update: 'per-broker', doc: 'TLS: protocol.' }),
  'ssl.provider': string({ default: null, update: 'per-broker', doc: 'TLS: provider.' }),
  'ssl.secure.random.implementation': string({
    default: null,
    update: 'per-broker',
    importance: 'low',
    doc: 'TLS: secure random implementation.',
  }),
  'ssl.trustmanager.algorithm': string({
    default: 'PKIX',
    update: 'per-broker',
    doc: 'TLS: trustmanager algorithm.',
  }),
  'ssl.truststore.certificates': password({ update: 'per-broker', doc: 'TLS: truststore certificates.' }),
  'ssl.truststore.location': string({
    default: null,
    update: 'per-broker',
    doc: 'Trust store with the authorities of clients.',
  }),
  'ssl.truststore.password': password({ update: 'per-broker', doc: 'TLS: truststore password.' }),
  'ssl.truststore.type': string({ default: 'JKS', update: 'per-broker', doc: 'JKS, PKCS12 or PEM.' }),
} as const
