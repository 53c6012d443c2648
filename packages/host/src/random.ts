/** Chance. Node draws from crypto, the simulator from its seed. */
export interface Random {
  /** Uniform over [0, 2^32). */
  uint32(): number
  fill(bytes: Uint8Array): void
}
