package dev.clawgateway.server.config;

import dev.clawgateway.server.config.source.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code [[listener]]}: another one, or what is to be said of that of {@code [server]}.
 *
 * @param bindAddress where it listens
 * @param group whose members may use a Unix socket; null for none
 * @param auth whether callers are asked who they are; null for as everywhere else
 * @param tls whether it serves {@code https} and {@code wss} only, with the certificate of {@code
 *     [tls]}
 * @param clients whose certificates it asks for; null for none
 * @param dialects that it serves; null for all
 * @param open those of them that need no credential; null when nothing is said
 */
public record ListenerConfig(
        String name,
        ListenAddress bindAddress,
        @Nullable String group,
        @Nullable Boolean auth,
        boolean tls,
        @Nullable ClientCerts clients,
        @Nullable Set<String> dialects,
        @Nullable Set<String> open) {
    /** Of the listener at {@code server.bind_address}. */
    public static final String SERVER = "server";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
    private static final Pattern DIALECT =
            Pattern.compile("claw|openclaw|discovery|membership|api|metrics");
    private static final Pattern OPEN = Pattern.compile("discovery|membership|metrics");

    /** Whether it is the one of {@code [server]}. */
    public boolean isServer() {
        return name.equals(SERVER);
    }

    /** Whether it names a dialect among those that it serves. */
    boolean serves(String dialect) {
        return dialects != null && dialects.contains(dialect);
    }

    static List<ListenerConfig> read(
            List<Section> sections, ListenAddress server, TlsConfig certificate) {
        List<ListenerConfig> listeners =
                sections.stream().map(section -> read(section, server, certificate)).toList();
        for (int i = 0; i < listeners.size(); i++) {
            String name = listeners.get(i).name();
            if (listeners.subList(0, i).stream().anyMatch(other -> other.name().equals(name))) {
                sections.get(i).refuse("name", "another listener is called " + name + " too");
            }
        }
        return listeners;
    }

    private static ListenerConfig read(
            Section section, ListenAddress server, TlsConfig certificate) {
        String name = section.text("name", "");
        if (!NAME.matcher(name).matches()) {
            section.refuse("name", "must be given: a word of at most 32 of a-z, 0-9, - and _");
        }
        ListenAddress address = section.address("bind_address", server);
        if (section.has("bind_address") == name.equals(SERVER)) {
            section.refuse(
                    "bind_address",
                    name.equals(SERVER)
                            ? "is server.bind_address for the listener called server"
                            : "must be given: where it listens");
        }
        boolean unix = address.file() != null;
        String group = group(section, unix);
        boolean tls = section.flag("tls", certificate.enabled() && !unix);
        Boolean auth = section.optionalFlag("auth");
        ClientCerts clients = ClientCerts.read(section);
        refuseWithoutTls(section, tls, clients, certificate);
        Set<String> dialects =
                words(
                        section,
                        "dialects",
                        DIALECT,
                        "claw, openclaw, discovery, membership, api, metrics");
        Set<String> open = words(section, "open", OPEN, "discovery, membership, metrics");
        if (dialects != null && open != null && !dialects.containsAll(open)) {
            section.refuse("open", "names what this listener does not serve; see its dialects");
        }
        return new ListenerConfig(name, address, group, auth, tls, clients, dialects, open);
    }

    private static @Nullable String group(Section section, boolean unix) {
        String group = section.text("group", "");
        if (section.has("group") && !unix) {
            section.refuse("group", "is for a Unix socket: bind_address = \"unix:PATH\"");
        } else if (section.has("group") && group.isBlank()) {
            section.refuse("group", "must be the name of a group");
        }
        if (section.has("tls") && unix && section.flag("tls", false)) {
            section.refuse("tls", "is of no use on a Unix socket, which nobody can listen in to");
        }
        return group.isEmpty() ? null : group;
    }

    private static void refuseWithoutTls(
            Section section, boolean tls, @Nullable ClientCerts clients, TlsConfig certificate) {
        if (tls && !certificate.enabled()) {
            section.refuse("tls", "needs tls.cert_path and tls.key_path");
        }
        if (clients == null) {
            return;
        }
        if (!tls) {
            section.refuse("client_ca", "needs tls = true: certificates are shown within TLS");
        }
        if (!Files.isReadable(clients.authority())) {
            section.refuse("client_ca", "no such file, or this user may not read it");
        }
    }

    private static @Nullable Set<String> words(
            Section section, String key, Pattern form, String which) {
        Set<String> words = section.words(key, form, "must be out of " + which);
        return section.has(key) ? words : null;
    }

    /**
     * The certificates that clients of a listener show.
     *
     * @param authority in PEM form; whoever has a certificate of one of these is believed
     * @param required whether nobody comes in without one
     * @param field by which a client is known
     * @param role of whoever has one
     */
    public record ClientCerts(Path authority, boolean required, Field field, ClientRole role) {
        /** What says who a client is; each must have exactly one value. */
        public enum Field {
            /** The common name of the subject. */
            SUBJECT,
            /** The subject's other name: of a host, or an address for mail. */
            SAN,
            /** The subject's other name: an address of SPIFFE. */
            SPIFFE
        }

        /** What clients with a certificate are. */
        public enum ClientRole {
            /** Nodes, each of the name or id that its certificate says. */
            NODE,
            VIEWER,
            OPERATOR,
            ADMIN;

            /** As it is written. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        private enum Certs {
            REQUIRED,
            OPTIONAL
        }

        /** Null where none are asked for. */
        static @Nullable ClientCerts read(Section section) {
            Path authority = section.optionalFile("client_ca");
            Certs certs = section.choice("client_certs", Certs.REQUIRED);
            Field field = section.choice("client_identity", Field.SUBJECT);
            ClientRole role = section.choice("client_role", ClientRole.NODE);
            if (authority == null) {
                for (String key : new String[] {"client_certs", "client_identity", "client_role"}) {
                    if (section.has(key)) {
                        section.refuse(
                                key, "says nothing without client_ca, which says whom to believe");
                    }
                }
                return null;
            }
            return new ClientCerts(authority, certs == Certs.REQUIRED, field, role);
        }
    }
}
