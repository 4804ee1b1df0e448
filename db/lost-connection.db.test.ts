import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import postgres, { type TransactionSql } from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionOptions, LOGINS_VARIABLE, type Logins } from './connection';

/*
 * What the driver does when a connection dies. The driver as published crashes the process, hangs for good,
 * or runs a dead transaction's statements inside somebody else's: db/patches mends it, and this proves it.
 */

let sockets: net.Socket[] = [];
/** One connection, so that whoever comes next gets the one that died. */
let one: postgres.Sql;
let killer: postgres.Sql;

beforeEach(async () => {
  sockets = [];
  one = postgres({ ...connectionOptions('owner'), max: 1, onnotice: () => {}, socket: connect } as never);
  killer = postgres({ ...connectionOptions('owner'), max: 1, onnotice: () => {} });
  await killer`create table if not exists scratch (word text not null)`;
  await killer`truncate scratch`;
});

afterEach(async () => {
  await one.end({ timeout: 1 });
  await killer`drop table scratch`;
  await killer.end({ timeout: 1 });
});

test('a connection killed while a transaction asks: the transaction fails and the next one works', async () => {
  for (let round = 0; round < 5; round++) {
    const lost = one.begin(async (tx) => {
      const pid = await pidOf(tx);
      void wait(20).then(() => kill(pid));
      await tx`select pg_sleep(5)`;
    });
    await expect(lost).rejects.toThrow();
    expect(await soon(one`select 1 as n`)).toMatchObject([{ n: 1 }]);
  }
});

test('a connection that is reset while a transaction asks: the next transactions work', async () => {
  for (let round = 0; round < 2; round++) {
    const lost = one.begin(async (tx) => {
      await tx`insert into scratch values ('lost')`;
      void wait(20).then(() => sockets.at(-1)!.destroy(new Error('reset by a test')));
      await tx`select pg_sleep(5)`;
    });
    await expect(lost).rejects.toThrow();
    for (let again = 0; again < 3; again++) {
      expect(await soon(one.begin((tx) => tx`select 1 as n`))).toMatchObject([{ n: 1 }]);
    }
  }
  expect(await killer`select word from scratch`).toHaveLength(0);
});

test('what a dead transaction still wants to do never happens inside another transaction', async () => {
  let goOn!: () => void;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let late: unknown;
  let pid = 0;
  const dead = one.begin(async (tx) => {
    pid = await pidOf(tx);
    await held;
    late = await tx`insert into scratch values ('of the dead')`.catch((error: unknown) => error);
  });
  const failed = expect(dead).rejects.toThrow();
  while (!pid) await wait(5);
  await kill(pid);
  await failed;
  await soon(
    one.begin(async (tx) => {
      await tx`insert into scratch values ('of the living')`;
      goOn();
      await wait(50);
      await tx`select 1`;
    }),
  );
  expect(late).toBeInstanceOf(Error);
  expect(await killer`select word from scratch`).toMatchObject([{ word: 'of the living' }]);
});

test('a branch that outlives its transaction is refused', async () => {
  let slow!: Promise<unknown>;
  const failed = one.begin(async (tx) => {
    slow = wait(60).then(() => tx`insert into scratch values ('outlived')`);
    slow.catch(() => {});
    await tx`select 1`;
    throw new Error('the other branch failed');
  });
  await expect(failed).rejects.toThrow('the other branch failed');
  await soon(
    one.begin(async (tx) => {
      await tx`insert into scratch values ('of the living')`;
      await wait(120);
    }),
  );
  await expect(slow).rejects.toThrow();
  expect(await killer`select word from scratch`).toMatchObject([{ word: 'of the living' }]);
});

test('statements waiting behind the lost one fail too, instead of waiting for ever', async () => {
  const lost = one.begin(async (tx) => {
    const pid = await pidOf(tx);
    void wait(20).then(() => kill(pid));
    await Promise.allSettled(
      Array.from({ length: 300 }, (_, n) => (n ? tx`select ${n}::int` : tx`select pg_sleep(5)`)),
    );
    await tx`select 1`;
  });
  await expect(soon(lost)).rejects.toThrow(/^(?!still nothing)/);
  expect(await soon(one`select 1 as n`)).toMatchObject([{ n: 1 }]);
});

test('a reserved connection that was lost is lost for its holder, not handed to somebody else’s session', async () => {
  const held = await one.reserve();
  const [row] = await held`select pg_backend_pid() as pid`;
  await kill(Number(row!.pid));
  await wait(50);
  await expect(soon(held`insert into scratch values ('of the dead')`)).rejects.toThrow(/^(?!still nothing)/);
  await soon(
    one.begin(async (tx) => {
      await tx`insert into scratch values ('of the living')`;
      await expect(held`insert into scratch values ('of the dead')`).rejects.toThrow();
      held.release();
      await tx`select 1`;
    }),
  );
  expect(await killer`select word from scratch`).toMatchObject([{ word: 'of the living' }]);
});

/** The driver's way to hand it a socket of one's own. */
async function connect(): Promise<net.Socket> {
  const { host, port } = (JSON.parse(process.env[LOGINS_VARIABLE]!) as Logins).owner;
  const socket = host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host);
  sockets.push(socket);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

async function pidOf(tx: TransactionSql): Promise<number> {
  const [row] = await tx`select pg_backend_pid() as pid`;
  return Number(row!.pid);
}

const kill = (pid: number) => killer`select pg_terminate_backend(${pid})`;

const soon = <T>(promise: Promise<T>): Promise<T> =>
  Promise.race([promise, wait(5000).then(() => Promise.reject(new Error('still nothing after 5 s')))]);
