import { connect, type Socket } from 'node:net';

export interface WireAnswer {
  status: number;
  body: Buffer;
}

/** One keep-alive connection that sends one request at a time. Reads no more of HTTP than our servers write. */
export interface Wire {
  send(request: Buffer): Promise<WireAnswer>;
  close(): void;
}

/** `node:http` as a client costs as much CPU as the server under test; this costs a tenth of it. */
export async function openWire(port: number): Promise<Wire> {
  const socket = await connected(port);
  let chunks: Buffer[] = [];
  let received = 0;
  /** Length of the whole answer; unknown until its head has been read. */
  let length = -1;
  let waiting: { resolve: (answer: WireAnswer) => void; reject: (error: Error) => void } | null = null;

  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
    socket.destroy();
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
    if (length === -1) {
      if (chunks.length > 1) chunks = [Buffer.concat(chunks)];
      length = lengthOf(chunks[0] as Buffer);
      if (length === 0) return fail(new Error('an answer without Content-Length'));
    }
    if (length === -1 || received < length) return;
    const answer = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    const { resolve } = waiting ?? {};
    chunks = [];
    received = 0;
    length = -1;
    waiting = null;
    resolve?.({
      status: Number(answer.toString('latin1', 9, 12)),
      body: answer.subarray(answer.indexOf('\r\n\r\n') + 4),
    });
  });

  return {
    send: (request) => {
      const answer = new Promise<WireAnswer>((resolve, reject) => {
        waiting = { resolve, reject };
      });
      socket.write(request);
      return answer;
    },
    close: () => socket.destroy(),
  };
}

/** -1: the head is not complete yet; 0: it does not tell. */
function lengthOf(start: Buffer): number {
  const end = start.indexOf('\r\n\r\n');
  if (end === -1) return -1;
  const told = /\r\ncontent-length: *(\d+)/i.exec(start.toString('latin1', 0, end))?.[1];
  return told === undefined ? 0 : end + 4 + Number(told);
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
