export const kafkaDumpLog = {} as never
