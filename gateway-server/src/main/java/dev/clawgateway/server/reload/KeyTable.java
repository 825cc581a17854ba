package dev.clawgateway.server.reload;

import static dev.clawgateway.server.reload.TakesEffect.AT_ONCE;
import static dev.clawgateway.server.reload.TakesEffect.AT_ONCE_WHERE_SET;
import static dev.clawgateway.server.reload.TakesEffect.AT_RESTART;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When each key of the configuration takes effect: the one place where that is decided. */
public final class KeyTable {
    private static final String LISTENER = "listener.";
    private static final Map<String, TakesEffect> KEYS = new HashMap<>();

    static {
        of("server", AT_RESTART, "bind_address");
        of("server", AT_ONCE, "max_nodes", "node_timeout_secs");
        of("server", AT_ONCE, "max_losses_per_sec", "mass_silence_secs");
        of("server", AT_ONCE, "host_names", "allowed_origins", "trusted_proxies");
        of("listener", AT_RESTART, "name", "bind_address", "group", "auth");
        of("listener", AT_RESTART, "tls", "dialects", "open");
        of("listener", AT_ONCE_WHERE_SET, "client_ca");
        of("listener", AT_ONCE, "client_certs");
        of("listener", AT_RESTART, "client_identity", "client_role");
        of("timing", AT_ONCE, "heartbeat_interval_secs", "metrics_interval_secs");
        of("timing", AT_ONCE, "forget_node_after_secs");
        of("tls", AT_ONCE_WHERE_SET, "cert_path", "key_path");
        of("tls", AT_ONCE, "warn_before_days");
        of("auth", AT_RESTART, "enabled");
        of("auth", AT_ONCE, "token_secret", "token_secret_file");
        of("auth", AT_ONCE, "next_token_secret", "next_token_secret_file");
        of("auth", AT_ONCE, "previous_token_secret", "previous_token_secret_file");
        of("auth.oidc", AT_RESTART, "issuer", "ca_path");
        of("auth.oidc", AT_ONCE, "audience", "role_claim", "roles");
        of("auth.oidc", AT_ONCE, "virtual_clusters_claim", "clients", "client_id", "scopes");
        of("storage", AT_RESTART, "data_dir", "max_events", "backup_dir", "exit_on_failure");
        of("audit", AT_RESTART, "enabled", "dir");
        of("audit", AT_ONCE, "max_file_bytes", "max_age_secs", "keep_files");
        of("scheduler", AT_ONCE, "policy", "protected_run_time_secs", "reserve_after_secs");
        of("scheduler", AT_ONCE, "reservations", "usage_half_life_secs");
        of("scheduler", AT_RESTART, "seed", "max_workloads_per_node", "plugin_dir");
        of("workloads", AT_ONCE, "start_timeout_secs", "stop_timeout_secs", "stop_grace_secs");
        of("workloads", AT_ONCE, "keep_finished_secs", "max_workloads");
        of("workloads", AT_ONCE, "undeclared_virtual_clusters");
        of("workspaces", AT_ONCE, "image", "command", "gpus", "cpu_millis", "memory_mib");
        of("recovery", AT_ONCE, "unknown_work");
        of("recovery", AT_RESTART, "wait_for_nodes_secs");
        of("mesh", AT_RESTART, "enabled", "cidr", "listen_port");
        of("discovery", AT_RESTART, "enabled");
        of("discovery", AT_ONCE, "node_timeout_secs", "heartbeat_interval_secs");
        of("discovery", AT_ONCE, "mass_silence_secs");
        of("discovery", AT_ONCE, "max_members", "max_metadata_bytes");
        of("membership", AT_RESTART, "enabled", "cluster_id", "cors_origins");
        of("membership", AT_ONCE, "node_timeout_secs", "retention_hours", "probe_allow");
        of("openclaw", AT_RESTART, "enabled");
        of("openclaw", AT_ONCE, "path");
        of("openclaw", AT_ONCE, "allow_nonceless", "device_choice", "max_waiting_requests");
        of("openclaw", AT_ONCE, "operator_buffer_bytes", "node_buffer_bytes", "stall_secs");
        of("openclaw", AT_ONCE, "approve_local_operators", "approve_local_nodes");
        of("openclaw", AT_ONCE, "approve_networks", "approve_node_tokens", "approve_join_tokens");
        of("openclaw", AT_ONCE, "approve_labels");
        of("gateway", AT_RESTART, "port", "bind", "customBindHost");
        of("gateway", AT_ONCE, "heartbeatInterval", "connectionTimeout", "trustedProxies");
        of("gateway.bind", AT_RESTART, "loopback", "lan", "host");
        of("gateway.auth", AT_ONCE, "mode", "token", "password");
        of("gateway.auth", AT_ONCE, "allowInsecureLocal", "allowTailscale");
        of("gateway.auth.rateLimit", AT_RESTART, "maxAttempts");
        of("gateway.auth.rateLimit", AT_ONCE, "windowMs", "lockoutMs", "exemptLoopback");
        of("gateway.tls", AT_RESTART, "enabled", "cert", "certPath", "key", "keyPath");
        of("gateway.tls", AT_RESTART, "ca", "caPath", "autoGenerate");
        of("gateway.controlUi", AT_ONCE, "allowedOrigins");
        of("gateway.nodes", AT_ONCE, "allowCommands", "denyCommands");
        of("gateway.nodes.commands", AT_ONCE, "allow", "deny");
        of("gateway.reload", AT_ONCE, "mode", "debounceMs");
        of("health", AT_ONCE, "ready_requires_nodes");
        of("log", AT_ONCE, "level", "format", "requests");
        of("limits", AT_ONCE, "max_connections", "max_other_connections");
        of("limits", AT_ONCE, "max_strangers_per_address", "max_operators_per_address");
        of("limits", AT_ONCE, "operator_idle_timeout_secs", "tls_handshake_timeout_secs");
        of("limits", AT_ONCE, "handshake_timeout_secs", "max_message_bytes");
        of("limits", AT_ONCE, "operator_messages_per_sec", "operator_messages_burst");
        of("limits", AT_ONCE, "connections_per_address_per_sec");
        of("limits", AT_ONCE, "connections_per_address_burst");
        of("limits", AT_ONCE, "sessions_per_sec", "sessions_burst");
        of("limits", AT_ONCE, "registrations_per_sec", "registrations_burst");
        of("limits", AT_ONCE, "requests_per_caller_per_sec", "requests_per_caller_burst");
        of("limits", AT_ONCE, "inbound_total_bytes", "registration_timeout_secs");
        of("limits", AT_ONCE, "message_hard_cap_bytes", "max_oversize_messages");
        of("limits", AT_ONCE, "max_fragments", "message_timeout_secs");
        of("limits", AT_ONCE, "node_messages_per_sec", "node_messages_burst");
        of("limits", AT_ONCE, "control_frames");
        of("limits", AT_ONCE, "queued_commands", "queued_replies", "queued_bytes");
        of("limits", AT_ONCE, "stall_timeout_secs", "queued_total_bytes");
        of("limits", AT_ONCE, "http_head_bytes", "http_body_bytes", "http_idle_timeout_secs");
        of("limits", AT_ONCE, "http_line_bytes", "http_headers", "http_head_timeout_secs");
        of("limits", AT_ONCE, "http_request_timeout_secs", "http_body_bytes_per_sec");
        of("limits", AT_ONCE, "log_lines_per_stream", "log_workloads", "log_total_bytes");
        of("limits", AT_ONCE, "idempotency_keys_per_caller", "idempotency_keys");
        of("limits", AT_RESTART, "reading_history_secs", "reading_step_secs", "reading_devices");
        of("limits", AT_ONCE, "max_streams", "max_streams_per_caller");
        of("limits", AT_ONCE, "stream_heartbeat_secs", "stream_stall_secs");
        of("limits", AT_RESTART, "watch_changes", "inbox_commands");
        of("limits", AT_ONCE, "shutdown_timeout_secs");
        of("shutdown", AT_ONCE, "notice_secs", "drain_workloads", "drain_timeout_secs");
    }

    private KeyTable() {}

    private static void of(String section, TakesEffect when, String... keys) {
        for (String key : keys) {
            KEYS.put(section + "." + key, when);
        }
    }

    /**
     * Of one key; null for one that is not in the table, which is a mistake of ours.
     *
     * @param key as a setting has it: of a listener, with its name
     */
    static @Nullable TakesEffect find(String key) {
        return KEYS.get(
                key.startsWith(LISTENER)
                        ? LISTENER + key.substring(key.lastIndexOf('.') + 1)
                        : key);
    }

    /** The same; one that nobody knows waits for a restart. */
    public static TakesEffect of(String key) {
        TakesEffect known = find(key);
        return known == null ? AT_RESTART : known;
    }

    /** Every key, with when it takes effect. */
    static Map<String, TakesEffect> all() {
        return Map.copyOf(KEYS);
    }
}
