export * from './accounts';
export * from './opt-outs';
export * from './ledger';
export * from './uploads';
export * from './api-keys';
