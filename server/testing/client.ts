// biome-ignore lint/suspicious/noExplicitAny: an answer can hold anything; tests look at it by value
type Anything = any;

export interface TestAnswer<T = Anything> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; null when it is not JSON. */
  body: T;
}

export interface TestRequest {
  method?: string;
  headers?: Record<string, string>;
  /** Objects go out as JSON, strings and bytes as they are. */
  body?: unknown;
}

/** A client as an integrator would write it: keeps cookies, sends the CSRF token that it was given. */
export interface TestClient {
  readonly cookies: Map<string, string>;
  csrfToken: string;
  send<T = Anything>(path: string, request?: TestRequest): Promise<TestAnswer<T>>;
  get<T = Anything>(path: string): Promise<TestAnswer<T>>;
  post<T = Anything>(path: string, body?: unknown): Promise<TestAnswer<T>>;
  patch<T = Anything>(path: string, body?: unknown): Promise<TestAnswer<T>>;
  delete<T = Anything>(path: string): Promise<TestAnswer<T>>;
  /** `POST /login`; keeps the session's cookies and token. */
  signIn(email: string, password: string): Promise<TestAnswer>;
}

export function createClient(url: string): TestClient {
  const cookies = new Map<string, string>();
  const client: TestClient = {
    cookies,
    csrfToken: '',
    send: (path, request = {}) => send(url, client, { path, ...request }),
    get: (path) => client.send(path),
    post: (path, body = {}) => client.send(path, { method: 'POST', body }),
    patch: (path, body = {}) => client.send(path, { method: 'PATCH', body }),
    delete: (path) => client.send(path, { method: 'DELETE' }),
    signIn: async (email, password) => {
      const answer = await client.post('/login', { email, password });
      client.csrfToken = answer.body?.data?.csrf_token ?? '';
      return answer;
    },
  };
  return client;
}

async function send(url: string, client: TestClient, request: TestRequest & { path: string }): Promise<TestAnswer> {
  const { method = 'GET', headers = {}, body, path } = request;
  const all: Record<string, string> = { ...headers };
  if (client.cookies.size > 0) all.cookie ??= [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  if (client.csrfToken && method !== 'GET') all['x-csrf-token'] ??= client.csrfToken;
  if (body !== undefined) all['content-type'] ??= 'application/json';
  const response = await fetch(url + path, {
    method,
    headers: all,
    redirect: 'manual',
    ...(body !== undefined && { body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body) }),
  });
  keepCookies(client, response);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
}

function isBytes(body: unknown): body is Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array;
}

function keepCookies(client: TestClient, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '') client.cookies.delete(name);
    else client.cookies.set(name, value);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
