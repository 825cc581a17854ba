"""A client of the discovery registry as its users write them: the standard library, one request a connection."""

import json
import sys
import threading
import urllib.error
import urllib.request


class GatewayClient:
    def __init__(self, host, port, timeout=10, heartbeat_interval=30):
        self.base = f"http://{host}:{port}"
        self.timeout = timeout
        self.heartbeat_interval = heartbeat_interval
        self.node_id = None
        self.stopped = threading.Event()
        self.thread = None

    def request(self, method, path, data=None):
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(self.base + path, data=body, method=method)
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return json.loads(response.read())
        except urllib.error.HTTPError as e:
            return json.loads(e.read())

    def discover_cluster(self, node_id, ip_address, port, capabilities, metadata=None):
        answer = self.request("POST", "/register", {
            "node_id": node_id, "ip_address": ip_address, "port": port,
            "capabilities": capabilities, "metadata": metadata})
        if "error" in answer:
            raise RuntimeError(answer["error"])
        self.node_id = node_id
        if node_id:  # as the existing client has it: id 0 beats not
            self.thread = threading.Thread(target=self.beat, daemon=True)
            self.thread.start()
        return answer["is_bootstrap"], {"nodes": answer["nodes"], "leader": answer["leader"],
                                        "registry_version": answer["registry_version"]}

    def beat(self):
        while not self.stopped.wait(self.heartbeat_interval):
            self.request("POST", "/heartbeat", {"node_id": self.node_id})

    def nodes(self):
        query = f"?node_id={self.node_id}" if self.node_id else ""
        return self.request("GET", "/nodes" + query)["nodes"]

    def leader(self):
        return self.request("GET", "/leader")["leader"]

    def update_leader(self, leader_id):
        return self.request("POST", "/leader", {"leader_id": leader_id})["status"] == "updated"

    def shutdown(self):
        self.stopped.set()


def scenario(port):
    health = GatewayClient("127.0.0.1", port).request("GET", "/health")
    assert health["status"] == "healthy", health
    members = []
    for node_id in (1, 2, 3):
        client = GatewayClient("127.0.0.1", port, heartbeat_interval=0.2)
        first, cluster = client.discover_cluster(
            node_id, "127.0.0.1", 5000 + node_id, ["raft", "gossip"], {"role": "worker"})
        assert first == (node_id == 1), cluster
        assert [n["node_id"] for n in cluster["nodes"]] == list(range(1, node_id)), cluster
        assert cluster["leader"]["node_id"] == 1, cluster
        assert cluster["registry_version"] == node_id, cluster
        members.append(client)
    seen = members[0].nodes()
    assert [n["node_id"] for n in seen] == [2, 3], seen
    assert all(n["status"] == "active" and isinstance(n["last_seen"], float)
               and isinstance(n["join_timestamp"], float) and n["metadata"] == {"role": "worker"}
               and n["capabilities"] == ["raft", "gossip"] for n in seen), seen
    assert members[1].update_leader(2) and members[0].leader()["node_id"] == 2
    assert not members[1].update_leader(9)
    before = {n["node_id"]: n["last_seen"] for n in seen}
    for _ in range(100):
        members[0].stopped.wait(0.1)
        if all(n["last_seen"] > before[n["node_id"]] for n in members[0].nodes()):
            break
    else:
        raise AssertionError("no heartbeat was noticed")
    try:
        members[0].request("POST", "/register", {"node_id": 5})
        GatewayClient("127.0.0.1", port).discover_cluster(5, "", 1, [])
        raise AssertionError("took a member without an address")
    except RuntimeError as e:
        assert str(e).startswith("Invalid data: "), e
    stats = members[0].request("GET", "/stats")
    assert (stats["total_nodes"], stats["active_nodes"], stats["leader_id"]) == (3, 3, 2), stats
    assert stats["bootstrap_initiated"] is True and isinstance(stats["uptime"], float), stats
    zero = GatewayClient("127.0.0.1", port)
    assert zero.discover_cluster(0, "127.0.0.1", 5000, [])[0] is False
    assert len(zero.nodes()) == 4, zero.nodes()
    for client in members:
        client.shutdown()


def afterwards(port):
    """After the gateway was killed and started anew."""
    client = GatewayClient("127.0.0.1", port)
    first, cluster = client.discover_cluster(4, "127.0.0.1", 5004, [])
    assert first is False, cluster
    assert [n["node_id"] for n in cluster["nodes"]] == [1, 2, 3, 0], cluster
    assert cluster["leader"]["node_id"] == 2 and cluster["registry_version"] == 5, cluster
    client.shutdown()


if __name__ == "__main__":
    (scenario if sys.argv[1] == "scenario" else afterwards)(int(sys.argv[2]))
    print("well")
