// The published client of the OpenClaw gateway protocol against a gateway of ours: connects as operator and as node,
// pairs, asks, invokes. Every frame of the gateway is held to the published schemas.
//   node judge.mjs ws://127.0.0.1:18789      with the gateway's token in OPENCLAW_GATEWAY_TOKEN
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import WebSocket from "ws";
import { Compile } from "typebox/schema";
import { GatewayClient } from "@openclaw/gateway-client";
import { ProtocolSchemas } from "@openclaw/gateway-protocol/schema";

const url = process.argv[2];
const token = process.env.OPENCLAW_GATEWAY_TOKEN;
const patience = 20_000;
const problems = [];
let checked = 0;

const compiled = new Map();
const schema = (name) => {
  if (!compiled.has(name)) compiled.set(name, ProtocolSchemas[name] && Compile(ProtocolSchemas[name]));
  return compiled.get(name);
};
const hold = (name, value, what) => {
  const validator = schema(name);
  if (!validator) return false;
  checked++;
  if (!validator.Check(value)) {
    const [, errors] = validator.Errors(value);
    problems.push(`${what} is no ${name}: ${JSON.stringify(errors).slice(0, 500)} in ${JSON.stringify(value).slice(0, 500)}`);
  }
  return true;
};
const words = (name) =>
  name.split(/[.-]/).map((word) => word[0].toUpperCase() + word.slice(1)).join("");

// What was asked on each socket, to know the schema of what comes back.
const asked = new WeakMap();
const { send, emit } = WebSocket.prototype;
WebSocket.prototype.send = function (data, ...more) {
  const frame = JSON.parse(data.toString());
  if (frame.type === "req") {
    if (!asked.has(this)) asked.set(this, new Map());
    asked.get(this).set(frame.id, frame.method);
  }
  return send.call(this, data, ...more);
};
WebSocket.prototype.emit = function (name, ...values) {
  if (name === "message") judge(JSON.parse(values[0].toString()), asked.get(this) ?? new Map());
  return emit.call(this, name, ...values);
};

function judge(frame, methods) {
  if (frame.type === "event") {
    hold("EventFrame", frame, `event ${frame.event}`);
    hold(`${words(frame.event)}Event`, frame.payload, `payload of event ${frame.event}`);
    if (frame.event === "presence") frame.payload.presence.forEach((one) => hold("PresenceEntry", one, "presence"));
    return;
  }
  const method = methods.get(frame.id);
  hold("ResponseFrame", frame, `answer to ${method}`);
  if (!frame.ok) {
    hold("ErrorShape", frame.error, `error of ${method}`);
  } else if (method === "connect" && frame.payload.protocol === 4) {
    hold("HelloOk", frame.payload, "hello-ok");
  } else if (method === "system-presence") {
    frame.payload.forEach((one) => hold("PresenceEntry", one, "presence"));
  } else if (method !== "connect") {
    hold(`${words(method)}Result`, frame.payload, `answer to ${method}`);
  }
}

const soon = (what, promise) =>
  Promise.race([
    promise,
    new Promise((_, fail) => setTimeout(() => fail(new Error(`${what}: nothing within ${patience} ms`)), patience).unref()),
  ]);

/** A client that keeps what it is told; `ready` once it was let in. */
function client(options) {
  const events = [];
  const waiting = [];
  const ready = Promise.withResolvers();
  const refused = Promise.withResolvers();
  const one = new GatewayClient({
    url, token, clientVersion: "2026.9.1", platform: "linux",
    ...options,
    onHelloOk: ready.resolve,
    onConnectError: refused.resolve,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event, one);
      waiting.filter((wish) => wish.wants(event)).forEach((wish) => wish.resolve(event));
    },
  });
  one.start();
  return {
    ready: ready.promise,
    refused: refused.promise,
    request: (method, params) => soon(method, one.request(method, params)),
    stop: () => one.stopAndWait(),
    event: (name, wants = () => true) => {
      const wish = Promise.withResolvers();
      const fits = (event) => event.event === name && wants(event.payload);
      const before = events.find(fits);
      if (before) return Promise.resolve(before);
      waiting.push({ wants: fits, resolve: wish.resolve });
      return soon(`event ${name}`, wish.promise);
    },
  };
}

function device() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  return {
    identity: {
      deviceId: createHash("sha256").update(raw).digest("hex"),
      publicKeyPem: publicKey.export({ type: "spki", format: "pem" }),
      privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }),
    },
    hostDeps: {
      signDevicePayload: (key, payload) => sign(null, Buffer.from(payload), key).toString("base64url"),
      publicKeyRawBase64UrlFromPem: () => raw.toString("base64url"),
    },
  };
}

const operator = (scopes) => client({ clientName: "cli", mode: "cli", role: "operator", scopes, deviceIdentity: null });
const said = (line) => console.log(line);
const expect = (what, is) => {
  if (!is) problems.push(`expected ${what}`);
};

async function refusal(what, request) {
  try {
    await request;
    problems.push(`expected ${what} to be refused`);
    return {};
  } catch (error) {
    return error;
  }
}

async function asksAll(admin) {
  for (const method of [
    "health", "status", "system-presence", "last-heartbeat", "node.list", "node.pair.list", "device.pair.list", "config.get",
    "config.schema", "channels.status", "cron.list", "cron.status", "logs.tail", "gateway.identity.get",
  ]) {
    await admin.request(method, {});
  }
  const unknown = await refusal("an unknown method", admin.request("no.such", {}));
  expect(`"unknown method: no.such", was ${unknown.message}`, String(unknown.message).includes("unknown method: no.such"));
}

async function staysWithinItsScopes() {
  const reader = operator(["operator.read"]);
  await soon("a reader", reader.ready);
  const error = await refusal("a method beyond the scopes", reader.request("device.pair.list", {}));
  expect(`FORBIDDEN, was ${error.gatewayCode ?? error.code}`, JSON.stringify([error.gatewayCode, error.code]).includes("FORBIDDEN"));
  await reader.stop();
}

async function pairsAndInvokes(admin) {
  const { identity, hostDeps } = device();
  const node = client({
    clientName: "node-host", clientDisplayName: "judged", mode: "node", role: "node", scopes: [], deviceFamily: "Linux",
    caps: ["system"], commands: ["gpu.list"], deviceIdentity: identity, hostDeps,
    onEvent: (event, self) => {
      if (event.event !== "node.invoke.request") return;
      const { id, nodeId, paramsJSON } = event.payload;
      const payloadJSON = JSON.stringify({ echo: JSON.parse(paramsJSON) });
      self.request("node.invoke.result", { id, nodeId, ok: true, payloadJSON }).catch(() => {}); // it may have left by then
    },
  });
  const request = await admin.event("device.pair.requested", (payload) => payload.deviceId === identity.deviceId);
  const refused = await soon("a refusal", node.refused);
  expect(`"pairing required", was ${refused.message}`, String(refused.message).includes("pairing required"));
  await admin.request("device.pair.approve", { requestId: request.payload.requestId });
  await soon("a node that was approved", node.ready);
  const listed = (await admin.request("node.list", {})).nodes.find((one) => one.nodeId === identity.deviceId);
  expect("the node in node.list, connected", listed?.connected === true);
  await admin.request("node.describe", { nodeId: identity.deviceId });
  const answer = await admin.request("node.invoke", {
    nodeId: identity.deviceId, command: "gpu.list", params: { judged: 1 }, idempotencyKey: crypto.randomUUID(),
  });
  expect(`the node's own answer, was ${JSON.stringify(answer)}`, answer.payload?.echo?.judged === 1);
  await node.stop();
  const gone = await refusal("an invoke of a node that left", admin.request("node.invoke", {
    nodeId: identity.deviceId, command: "gpu.list", params: {}, idempotencyKey: crypto.randomUUID(),
  }));
  expect(`"node not connected", was ${gone.message}`, String(gone.message).includes("node not connected"));
}

try {
  const admin = operator(["operator.admin", "operator.pairing", "operator.read", "operator.write"]);
  await soon("an operator", admin.ready);
  said("an operator is let in");
  await asksAll(admin);
  said("what an operator asks is answered");
  await staysWithinItsScopes();
  said("scopes hold");
  await pairsAndInvokes(admin);
  said("a node is paired, invoked, and gone");
  await admin.stop();
} catch (error) {
  problems.push(error.stack ?? String(error));
}
problems.forEach((problem) => console.error(problem));
console.log(`${checked} values held to the schemas, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
